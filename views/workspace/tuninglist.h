// SPDX-License-Identifier: GPL-3.0-or-later
// Fine-tunings of this session: the one that runs, in a program of its own (libtorch is no part of this one), and those that are
// done, which stand among the kept runs too.
#pragma once

#include "views/workspace/tuningrequest.h"
#include "views/workspace/tuningrun.h"

#include <QObject>

#include <functional>
#include <vector>

namespace vsq {

class Workspace;
struct TuningResult;

class TuningList : public QObject {
    Q_OBJECT
public:
    explicit TuningList(Workspace *workspace);

    enum class State : std::uint8_t {
        Idle,
        Running,
        Stopping ///< asked to stop: it writes its checkpoint
    };

    /// The program that fine-tunes: vsq-train beside this one, unless it was said where. Empty: there is none.
    [[nodiscard]] QString program() const;
    void setProgram(const QString &path);
    /// What is missing to fine-tune, as a sentence; empty where nothing is.
    [[nodiscard]] QString missing() const;

    /// What the open network, its data, formats and chip make; the rest as a request has it by default.
    [[nodiscard]] TuningRequest requestForOpen() const;
    /// Where a tuned network goes when nobody says: beside the network, or into the documents where that is no place to write to.
    [[nodiscard]] QString suggestedOut() const;

    /// One at a time. A run that was stopped goes on from its checkpoint where the request is the same.
    void start(const TuningRequest &request);
    /// Keeps the state in the checkpoint beside the tuned network.
    void cancel();
    [[nodiscard]] State state() const { return m_state; }
    [[nodiscard]] int job() const { return m_job; } ///< id in Workspace::jobs(), for its progress

    /// In the order in which they were begun; one that was stopped stays as far as it came.
    [[nodiscard]] const std::vector<TuningRun> &runs() const { return m_runs; }
    /// The one that runs; -1: none.
    [[nodiscard]] int running() const { return m_state == State::Idle ? -1 : static_cast<int>(m_runs.size()) - 1; }
    /// Finished ones of the network of that name, or that made it.
    [[nodiscard]] std::vector<const TuningRun *> finishedOf(const QString &network) const;
    /// A project's; one that runs stays the last.
    void set(std::vector<TuningRun> runs);
    void remove(int index);

Q_SIGNALS:
    void changed();             ///< begun, finished, stopped, removed
    void progressed(int index); ///< a step, an epoch
    void finished(int index);

private:
    void post(std::function<void()> what);
    void take(const Json &event);
    void join(const TuningRequest &request, const TuningResult &result);

    Workspace *m_workspace;
    std::vector<TuningRun> m_runs;
    State m_state = State::Idle;
    int m_job = 0;
    QString m_program;
};

} // namespace vsq
