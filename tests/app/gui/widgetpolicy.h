// SPDX-License-Identifier: GPL-3.0-or-later
// What must hold for widgets whoever wrote them; each function lists the offenders below a widget, a line each.
#pragma once

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QAbstractSlider>
#include <QAbstractSpinBox>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QDockWidget>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QRegularExpression>
#include <QSet>
#include <QTabBar>
#include <QTextDocument>

#include <algorithm>

namespace vsq::test {

inline QString describe(const QWidget *widget)
{
    QStringList path;
    for (; widget != nullptr; widget = widget->parentWidget()) {
        path.prepend(QStringLiteral("%1(%2)").arg(QString::fromLatin1(widget->metaObject()->className()), widget->objectName()));
    }
    return path.join(QLatin1Char('/'));
}

/// Parts that Qt makes inside its own widgets are Qt's to name.
inline bool isQtsOwn(const QWidget *widget)
{
    if (widget->objectName().startsWith(QLatin1String("qt_"))) {
        return true;
    }
    for (const QWidget *parent = widget->parentWidget(); parent != nullptr; parent = parent->parentWidget()) {
        if (qobject_cast<const QAbstractSpinBox *>(parent) != nullptr || qobject_cast<const QComboBox *>(parent) != nullptr
            || qobject_cast<const QLineEdit *>(parent) != nullptr || qobject_cast<const QTabBar *>(parent) != nullptr
            || qobject_cast<const QDialogButtonBox *>(parent) != nullptr
            || (qobject_cast<const QDockWidget *>(parent) != nullptr
                && qobject_cast<const QDockWidget *>(parent)->widget() != widget && widget->parentWidget() == parent)) {
            return true;
        }
    }
    return widget->parentWidget() != nullptr && widget->parentWidget()->objectName() == QLatin1String("mainToolBar");
}

inline bool isOperated(const QWidget *widget)
{
    if (qobject_cast<const QHeaderView *>(widget) != nullptr) {
        return false; // part of a table that has its names
    }
    return qobject_cast<const QAbstractButton *>(widget) != nullptr || qobject_cast<const QComboBox *>(widget) != nullptr
           || qobject_cast<const QLineEdit *>(widget) != nullptr || qobject_cast<const QAbstractSpinBox *>(widget) != nullptr
           || qobject_cast<const QAbstractItemView *>(widget) != nullptr
           || (qobject_cast<const QAbstractSlider *>(widget) != nullptr && widget->focusPolicy() != Qt::NoFocus);
}

inline QString textOf(const QWidget *widget)
{
    if (const auto *label = qobject_cast<const QLabel *>(widget)) {
        return label->text();
    }
    if (const auto *button = qobject_cast<const QAbstractButton *>(widget)) {
        return button->text();
    }
    return {};
}

/// A line each: Qt Test cuts long messages.
inline void report(const QStringList &problems)
{
    for (const QString &problem : problems) {
        qWarning("%s", qPrintable(problem));
    }
}

inline QStringList problemsBelow(const QWidget *root)
{
    QStringList problems;
    for (const QWidget *widget : root->findChildren<QWidget *>()) {
        if (isQtsOwn(widget) || !isOperated(widget) || !widget->isVisible()) {
            continue;
        }
        if (widget->objectName().isEmpty()) {
            problems.append(QStringLiteral("no object name: ") + describe(widget));
        }
        if (widget->accessibleName().isEmpty() && textOf(widget).isEmpty()) {
            problems.append(QStringLiteral("no accessible name: ") + describe(widget));
        }
        if (widget->toolTip().isEmpty()) {
            problems.append(QStringLiteral("no tooltip: ") + describe(widget));
        }
    }
    return problems;
}

/// Texts that stand on each other: labels and buttons of one parent.
inline QStringList overlapsBelow(const QWidget *root)
{
    QStringList problems;
    for (const QWidget *parent : root->findChildren<QWidget *>()) {
        QList<const QWidget *> texts;
        for (const QObject *child : parent->children()) {
            const auto *widget = qobject_cast<const QWidget *>(child);
            if (widget != nullptr && widget->isVisible() && !textOf(widget).isEmpty() && !isQtsOwn(widget)) {
                for (const QWidget *other : texts) {
                    const QRect both = widget->geometry() & other->geometry();
                    if (both.width() > 1 && both.height() > 1) {
                        problems.append(
                            QStringLiteral("'%1' overlaps '%2': %3").arg(textOf(widget), textOf(other), describe(widget)));
                    }
                }
                texts.append(widget);
            }
        }
    }
    return problems;
}

/// What is painted by its own class, and can have the focus, says in words what it shows.
inline QStringList silentBelow(const QWidget *root)
{
    QStringList problems;
    for (const QWidget *widget : root->findChildren<QWidget *>()) {
        const bool painted = QByteArray(widget->metaObject()->className()).startsWith("vsq::");
        if (painted && widget->isVisible() && (widget->focusPolicy() & Qt::TabFocus) != 0 && !isOperated(widget)
            && (widget->accessibleName().isEmpty() || widget->accessibleDescription().isEmpty())) {
            problems.append(QStringLiteral("no summary: ") + describe(widget));
        }
    }
    return problems;
}

/// What a view of items shows, at most so many rows of it and of what is below them.
inline void itemTexts(const QAbstractItemModel &model, const QModelIndex &parent, QStringList &texts)
{
    constexpr int kMost = 300;
    for (int row = 0; row < std::min(model.rowCount(parent), kMost); ++row) {
        for (int column = 0; column < model.columnCount(parent); ++column) {
            texts.append(model.index(row, column, parent).data().toString());
        }
        if (const QModelIndex first = model.index(row, 0, parent); model.hasChildren(first)) {
            itemTexts(model, first, texts);
        }
    }
}

/// Texts that were made for something else: a mnemonic's mark in front of a letter where it is no mnemonic ("&File"), what
/// binary64 leaves of a difference that is zero (5.55e-17).
inline QStringList strayTextsBelow(const QWidget *root)
{
    static const QRegularExpression mark(QStringLiteral("&[A-Za-z]"));
    static const QRegularExpression residue(QStringLiteral("\\d[eE][-\u2212](1\\d|2\\d|3\\d)\\b"));
    QStringList problems;
    for (const QWidget *widget : root->findChildren<QWidget *>()) {
        if (!widget->isVisible()) {
            continue;
        }
        QStringList texts{widget->accessibleName(), widget->accessibleDescription()};
        if (const auto *label = qobject_cast<const QLabel *>(widget);
            label != nullptr && label->buddy() == nullptr && !Qt::mightBeRichText(label->text())) {
            texts.append(label->text());
        }
        if (const auto *view = qobject_cast<const QAbstractItemView *>(widget); view != nullptr && view->model() != nullptr) {
            itemTexts(*view->model(), {}, texts);
        }
        for (const QString &text : texts) {
            if (text.contains(mark) || text.contains(residue)) {
                problems.append(QStringLiteral("'%1': %2").arg(text, describe(widget)));
            }
        }
    }
    return problems;
}

/// Everything that Tab must reach, as it stands now.
inline QSet<const QWidget *> reachableBelow(const QWidget *root)
{
    QSet<const QWidget *> all;
    for (const QWidget *widget : root->findChildren<QWidget *>()) {
        if ((widget->focusPolicy() & Qt::TabFocus) == Qt::TabFocus && widget->isVisible() && widget->isEnabled()
            && widget->window() == root && widget->focusProxy() == nullptr && !isQtsOwn(widget)) {
            all.insert(widget);
        }
    }
    return all;
}

inline QStringList clippedBelow(const QWidget *root)
{
    QStringList problems;
    for (const QWidget *widget : root->findChildren<QWidget *>()) {
        if (!widget->isVisible() || widget->visibleRegion().isEmpty()) {
            continue;
        }
        if (const auto *label = qobject_cast<const QLabel *>(widget); label != nullptr && !label->text().isEmpty()) {
            const int needed = label->wordWrap() ? label->heightForWidth(label->width()) : label->sizeHint().height();
            if (label->height() < needed || (!label->wordWrap() && label->width() < label->sizeHint().width())) {
                problems.append(QStringLiteral("clipped '%1': %2 has %3x%4, needs %5x%6")
                                    .arg(label->text(), describe(label))
                                    .arg(label->width())
                                    .arg(label->height())
                                    .arg(label->sizeHint().width())
                                    .arg(needed));
            }
        } else if (const auto *button = qobject_cast<const QAbstractButton *>(widget);
                   button != nullptr && !isQtsOwn(button) && !button->text().isEmpty()) {
            if (button->width() < button->minimumSizeHint().width() || button->height() < button->minimumSizeHint().height()) {
                problems.append(QStringLiteral("clipped '%1': %2").arg(button->text(), describe(button)));
            }
        }
    }
    return problems;
}

} // namespace vsq::test
