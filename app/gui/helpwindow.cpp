// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/helpwindow.h"

#include "views/icons/icon.h"
#include "views/registry/viewregistry.h"
#include "views/theme/theme.h"

#include <QDesktopServices>
#include <QDialogButtonBox>
#include <QHBoxLayout>
#include <QListWidget>
#include <QSplitter>
#include <QTextBrowser>
#include <QVBoxLayout>

#include <string_view>

namespace vsq {

std::string_view helpPage(std::string_view stem); // docs/help, embedded by the build

namespace {

const QString kStart = QStringLiteral("start");
constexpr int kPageRole = Qt::UserRole;

} // namespace

QString helpText(const QString &page, const QLocale &locale)
{
    const std::string english = page.toStdString();
    const std::string_view theirs = helpPage(english + '_' + locale.name().section(QLatin1Char('_'), 0, 0).toStdString());
    const std::string_view text = theirs.empty() ? helpPage(english) : theirs;
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

QStringList helpPages()
{
    QStringList pages{kStart};
    for (const ViewEntry &view : viewRegistry()) {
        pages.append(view.id);
    }
    return pages;
}

HelpWindow::HelpWindow(QWidget *parent) : QDialog(parent), m_list(new QListWidget(this)), m_text(new QTextBrowser(this))
{
    setObjectName(QStringLiteral("helpWindow"));
    setWindowTitle(tr("Help"));
    setAttribute(Qt::WA_DeleteOnClose);
    m_list->setObjectName(QStringLiteral("helpPages"));
    m_list->setAccessibleName(tr("Pages"));
    m_list->setToolTip(tr("A page for each view"));
    const auto add = [this](const QString &page, const QString &title, const QString &iconName) {
        auto *item = new QListWidgetItem(icon(iconName), title, m_list);
        item->setData(kPageRole, page);
    };
    add(kStart, tr("How to begin"), QStringLiteral("help"));
    for (const ViewEntry &view : viewRegistry()) {
        add(view.id, view.title, view.icon);
    }
    m_text->setObjectName(QStringLiteral("helpText"));
    m_text->setAccessibleName(tr("Help"));
    m_text->setToolTip({});
    m_text->setOpenLinks(false);
    m_text->document()->setDocumentMargin(2 * Theme::kGrid);
    connect(m_text, &QTextBrowser::anchorClicked, this, &HelpWindow::follow);
    connect(m_list, &QListWidget::currentItemChanged, this, [this](const QListWidgetItem *item) {
        if (item != nullptr) {
            showPage(item->data(kPageRole).toString());
        }
    });
    auto *split = new QSplitter(this);
    split->setObjectName(QStringLiteral("helpSplitter"));
    split->addWidget(m_list);
    split->addWidget(m_text);
    split->setStretchFactor(1, 1);
    split->setSizes({24 * Theme::kGrid, 70 * Theme::kGrid});
    split->setChildrenCollapsible(false);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    buttons->setContentsMargins(Theme::kGrid, 0, Theme::kGrid, Theme::kGrid);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(Theme::kGrid);
    layout->addWidget(split, 1);
    layout->addWidget(buttons);
    resize(860, 620);
    showPage(kStart);
    m_text->setFocus();
}

void HelpWindow::showPage(const QString &page)
{
    if (page == m_page) {
        return;
    }
    m_page = page;
    const QString text = helpText(page);
    m_text->setMarkdown(text.isEmpty() ? tr("There is no page of this name: %1").arg(page) : text);
    for (int row = 0; row < m_list->count(); ++row) {
        if (m_list->item(row)->data(kPageRole) == page) {
            m_list->setCurrentRow(row);
        }
    }
}

void HelpWindow::follow(const QUrl &url)
{
    const QString target = url.toString();
    if (url.isRelative() && target.endsWith(QLatin1String(".md"))) {
        showPage(target.chopped(3));
    } else {
        QDesktopServices::openUrl(url);
    }
}

} // namespace vsq
