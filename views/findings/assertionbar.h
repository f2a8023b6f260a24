// SPDX-License-Identifier: GPL-3.0-or-later
// What the user claims of every value, entered as text: "sum < 2^22", "scale != 0". Each stays until its button takes it away.
#pragma once

#include "core/study/assertion.h"

#include <QStringList>
#include <QWidget>

#include <vector>

class QHBoxLayout;
class QLabel;
class QLineEdit;

namespace vsq {

class AssertionBar : public QWidget {
    Q_OBJECT
public:
    explicit AssertionBar(QWidget *parent = nullptr);

    [[nodiscard]] const std::vector<Assertion> &assertions() const { return m_assertions; }
    [[nodiscard]] QStringList texts() const;
    /// Those that cannot be read are left out.
    void setTexts(const QStringList &texts);

Q_SIGNALS:
    void changed();

private:
    void add();
    void rebuild();

    QLineEdit *m_edit;
    QLabel *m_problem;
    QHBoxLayout *m_chips;
    std::vector<Assertion> m_assertions;
};

} // namespace vsq
