// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/findings/assertionbar.h"

#include "core/base/error.h"
#include "views/icons/icon.h"
#include "views/theme/coretext.h"
#include "views/theme/theme.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QToolButton>

#include <algorithm>

namespace vsq {

AssertionBar::AssertionBar(QWidget *parent)
    : QWidget(parent), m_edit(new QLineEdit(this)), m_problem(new QLabel(this)), m_chips(new QHBoxLayout)
{
    setObjectName(QStringLiteral("assertionBar"));
    m_edit->setObjectName(QStringLiteral("assertionEdit"));
    m_edit->setAccessibleName(tr("Assertion"));
    m_edit->setPlaceholderText(tr("Claim: sum < 2^22"));
    m_edit->setToolTip(tr(
        "What is to hold for every value of the run, Enter adds it: sum, scale, scale_a, scale_b, code, code_a or "
        "code_b, tree, p8 or term of every vector, or a signal as breakpoints name it, in bars for its magnitude; <, <=, >, >=, "
        "== or !=; a number or a power as 2^22. Examples: |sum| <= 2^22, scale != 0, p8 != 0, collector:5:any > -2^20"));
    m_edit->setFixedWidth(208);
    m_edit->setClearButtonEnabled(true);
    m_problem->setObjectName(QStringLiteral("assertionProblem"));
    m_problem->setFont(Theme::small());
    m_problem->setVisible(false);
    m_chips->setContentsMargins(0, 0, 0, 0);
    m_chips->setSpacing(4);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(8);
    row->addWidget(m_edit);
    row->addLayout(m_chips);
    row->addWidget(m_problem);
    connect(m_edit, &QLineEdit::returnPressed, this, &AssertionBar::add);
    connect(m_edit, &QLineEdit::textEdited, m_problem, [this] { m_problem->setVisible(false); });
}

QStringList AssertionBar::texts() const
{
    QStringList list;
    for (const Assertion &assertion : m_assertions) {
        list.append(QString::fromStdString(assertion.text));
    }
    return list;
}

void AssertionBar::setTexts(const QStringList &texts)
{
    m_assertions.clear();
    for (const QString &text : texts) {
        try {
            m_assertions.push_back(assertionFromText(text.toStdString()));
        } catch (const Error &) {
            continue; // written by another version
        }
    }
    rebuild();
    Q_EMIT changed();
}

void AssertionBar::add()
{
    const QString text = m_edit->text().trimmed();
    if (text.isEmpty()) {
        return;
    }
    try {
        m_assertions.push_back(assertionFromText(text.toStdString()));
    } catch (const Error &error) {
        m_problem->setText(coreText(error.what()));
        m_problem->setToolTip(m_problem->text());
        m_problem->setVisible(true);
        return;
    }
    m_edit->clear();
    rebuild();
    Q_EMIT changed();
}

void AssertionBar::rebuild()
{
    while (QLayoutItem *item = m_chips->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    for (std::size_t i = 0; i < m_assertions.size(); ++i) {
        const QString text = QString::fromStdString(m_assertions[i].text);
        auto *chip = new QToolButton(this);
        chip->setObjectName(QStringLiteral("assertion%1").arg(i));
        chip->setText(text);
        chip->setIcon(icon(QStringLiteral("remove")));
        chip->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
        chip->setLayoutDirection(Qt::RightToLeft);
        chip->setAccessibleName(tr("Take the assertion %1 away").arg(text));
        chip->setToolTip(tr("Take the assertion away"));
        connect(chip, &QToolButton::clicked, this, [this, i] {
            m_assertions.erase(m_assertions.begin() + static_cast<std::ptrdiff_t>(i));
            QMetaObject::invokeMethod(
                this,
                [this] {
                    rebuild(); // not within the button's own signal
                    Q_EMIT changed();
                },
                Qt::QueuedConnection);
        });
        m_chips->addWidget(chip);
    }
}

} // namespace vsq
