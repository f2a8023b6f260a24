// SPDX-License-Identifier: GPL-3.0-or-later
// The selected thing in full: a layer, a lane, an element of C from FP32 to its real value, a vector with its codes.
#pragma once

#include "views/inspector/inspectorpages.h"
#include "views/workspace/view.h"

#include <QTimer>

#include <memory>
#include <optional>

class QLabel;
class QTextBrowser;

namespace vsq {

class VectorPlot;
struct RunRecord;
struct ValueHop;
class Workspace;

class InspectorView : public View {
    Q_OBJECT
public:
    explicit InspectorView(Workspace *workspace, QWidget *parent = nullptr);

    /// What is shown, without its markup.
    [[nodiscard]] QString plainText() const;
    [[nodiscard]] std::vector<FigureSpec> figures() const override; ///< the page, its lines as the table

public Q_SLOTS:
    void copyAll() const;

private:
    void later();
    void takeLayer();
    void takeWord(); ///< when the selected word is written and read, in a job
    void refresh();
    /// "cycle:N" goes there, "a:ROW:VECTOR" and "b:..." select, "origin:K" goes to the layer before, "back:" and "forward:" go
    /// through what was followed.
    void follow(const QString &link);
    void followOrigin(std::int64_t k);
    void takeHop(const ValueHop &hop);
    /// Element of C that the page explains, if it is one.
    [[nodiscard]] std::optional<std::pair<std::int64_t, std::int64_t>> explained() const;
    void showEmpty(const QString &heading, const QString &sentence);

    QTextBrowser *m_text;
    VectorPlot *m_plot;
    QTimer m_timer; ///< gathers changes: at most ten pages a second while the chip runs
    LayerErrors m_errors;
    int m_job = 0; ///< that computes them
    std::shared_ptr<const LayerData> m_layer;
    struct Word {
        std::shared_ptr<const OpenedChip> chip;
        ChipWord word;
        bool operator==(const Word &) const = default;
    };
    std::optional<Word> m_word; ///< that m_wordTimes, or the job that makes them, are of
    std::shared_ptr<const WordTimes> m_wordTimes;
    int m_wordJob = 0;
    std::shared_ptr<const RunRecord> m_record; ///< of the network as it is set, once a value was followed to another layer
    std::string m_recorded;                    ///< up to this layer
    int m_hopJob = 0;
    QString m_trail; ///< how the value shown came from the one before it
    QString m_shown;
    Selection m_selected;
};

} // namespace vsq
