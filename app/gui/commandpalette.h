// SPDX-License-Identifier: GPL-3.0-or-later
// Finds any command, or a layer to open, by a few letters of its name (Ctrl+Shift+P).
#pragma once

#include <QDialog>

#include <functional>
#include <vector>

class QLineEdit;
class QListWidget;

namespace vsq {

class CommandPalette : public QDialog {
    Q_OBJECT
public:
    struct Entry {
        QString text;
        QString hint; ///< key or kind, at the right
        QString iconName;
        bool enabled = true;
        std::function<void()> run;
    };
    CommandPalette(std::vector<Entry> entries, QWidget *parent);

    /// Letters of pattern in order within text, words' beginnings count most; 0: no match.
    static int score(const QString &pattern, const QString &text);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void refresh();
    void runCurrent();

    std::vector<Entry> m_entries;
    QLineEdit *m_input;
    QListWidget *m_list;
};

} // namespace vsq
