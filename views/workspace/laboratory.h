// SPDX-License-Identifier: GPL-3.0-or-later
// What is asked of the whole network beside its accuracy: which layers suffer, which formats to choose, what a reviewer would
// point at, where the error comes from. Each answer is computed in a job when it is asked for, is the same for all views, and
// goes when the network (or the formats that it is about) does.
#pragma once

#include "core/study/assignment.h"
#include "core/study/errorbudget.h"
#include "core/study/findings.h"
#include "core/study/sensitivity.h"

#include <QObject>
#include <QString>

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace vsq {

class Workspace;

class Laboratory : public QObject {
    Q_OBJECT
public:
    enum class Question : std::uint8_t { Sensitivity, Assignment, Findings, Budget };

    explicit Laboratory(Workspace *workspace);

    struct Ranking {
        NumberFormat format;
        SensitiveSide side = SensitiveSide::Both;
        Sensitivity sensitivity;
    };
    /// One layer at a time in the format, on the first items of the data.
    void rankLayers(const NumberFormat &format, SensitiveSide side, int items);
    [[nodiscard]] std::shared_ptr<const Ranking> ranking() const { return m_ranking; }

    struct Choice {
        AssignmentRequest request; ///< without graph and data
        AssignmentResult result;
    };
    /// The cheapest formats of these within the budget (0..1); with the choices to compare.
    void assign(const std::vector<NumberFormat> &formats, double budget, AssignmentCost cost, int items,
                std::vector<ComparedChoice> compared);
    [[nodiscard]] std::shared_ptr<const Choice> choice() const { return m_choice; }

    /// Rules and assertions on the open item, as it is set now and as the baseline of this network had it.
    void find(const std::vector<Assertion> &assertions);
    [[nodiscard]] std::shared_ptr<const std::vector<Finding>> findings() const { return m_findings; }
    /// The baseline's, found with them; null: there is none of this network, or an assertion is about what its format has not.
    [[nodiscard]] std::shared_ptr<const std::vector<Finding>> baselineFindings() const { return m_baselineFindings; }
    /// Whether find() would look at another baseline than it did.
    [[nodiscard]] bool isOtherBaseline() const;

    struct Budgets {
        NumberFormat format;
        ErrorBudget network;
        std::vector<ErrorBudget> layers;
    };
    /// In the network's format, which is to be one of the chip's, on the open item.
    void budget();
    [[nodiscard]] std::shared_ptr<const Budgets> budgets() const { return m_budgets; }

    [[nodiscard]] bool isWorking(Question question) const;
    void cancel(Question question);
    [[nodiscard]] int job(Question question) const { return m_jobs[at(question)]; } ///< id in Workspace::jobs(), for its progress
    /// Why the last one failed; empty where it did not.
    [[nodiscard]] const QString &problem(Question question) const;

Q_SIGNALS:
    /// Asked, answered, failed, cancelled or out of date.
    void changed(vsq::Laboratory::Question question);

private:
    /// What a baseline ran with.
    struct Beside {
        NumberFormat format;
        std::map<std::string, NumberFormat> formats;
        ChipConfig config;
        bool operator==(const Beside &) const = default;
    };
    [[nodiscard]] std::optional<Beside> baseline() const; ///< of the open network
    void start(Question question, const QString &title, std::function<void(const JobContext &)> work, std::function<void()> take);
    void forget(Question question);
    [[nodiscard]] std::size_t at(Question question) const { return static_cast<std::size_t>(question); }

    Workspace *m_workspace;
    std::shared_ptr<const Ranking> m_ranking;
    std::shared_ptr<const Choice> m_choice;
    std::shared_ptr<const std::vector<Finding>> m_findings;
    std::shared_ptr<const std::vector<Finding>> m_baselineFindings;
    std::optional<Beside> m_foundBeside; ///< that findings were last looked for beside
    std::shared_ptr<const Budgets> m_budgets;
    int m_jobs[4] = {};
    QString m_problems[4];
};

} // namespace vsq
