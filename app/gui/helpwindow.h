// SPDX-License-Identifier: GPL-3.0-or-later
// The pages of docs/help inside the application: one for each view, and how to begin. Links between pages are followed here,
// others by the desktop.
#pragma once

#include <QDialog>
#include <QLocale>
#include <QStringList>

class QListWidget;
class QTextBrowser;
class QUrl;

namespace vsq {

/// The page's text in Markdown, in the locale's language where it is in docs/help; empty where there is none of that name.
QString helpText(const QString &page, const QLocale &locale = {});
/// All pages: "start" first, then the views in the registry's order.
QStringList helpPages();

class HelpWindow : public QDialog {
    Q_OBJECT
public:
    explicit HelpWindow(QWidget *parent = nullptr);

    void showPage(const QString &page);
    [[nodiscard]] QString page() const { return m_page; }

private:
    void follow(const QUrl &url);

    QListWidget *m_list;
    QTextBrowser *m_text;
    QString m_page;
};

} // namespace vsq
