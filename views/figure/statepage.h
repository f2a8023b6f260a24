// SPDX-License-Identifier: GPL-3.0-or-later
// What stands in place of data: nothing yet (and how to get some), being computed, or could not be computed.
#pragma once

#include <QWidget>

class QLabel;
class QProgressBar;

namespace vsq {

class StatePage : public QWidget {
    Q_OBJECT
public:
    enum class State : std::uint8_t { Empty, Loading, Error };

    explicit StatePage(QWidget *parent = nullptr);
    /// heading may be empty; sentence says what to do, what is going on, or what went wrong.
    void showState(State state, const QString &heading, const QString &sentence);
    [[nodiscard]] State state() const { return m_state; }
    [[nodiscard]] QString sentence() const;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void restyle();

    State m_state = State::Empty;
    QLabel *m_heading;
    QLabel *m_sentence;
    QProgressBar *m_progress;
};

} // namespace vsq
