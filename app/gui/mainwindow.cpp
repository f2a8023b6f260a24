// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/mainwindow.h"

#include "app/gui/commands.h"
#include "app/gui/dockarea.h"
#include "app/gui/inputsizesdialog.h"
#include "app/gui/jobindicator.h"
#include "app/gui/jobspanel.h"
#include "app/gui/messagebar.h"
#include "app/gui/wheelguard.h"
#include "core/run/chipmode.h"
#include "views/figure/turns.h"
#include "views/icons/icon.h"
#include "views/start/startpage.h"
#include "views/theme/coretext.h"
#include "views/theme/number.h"
#include "views/workspace/view.h"

#include <QAction>
#include <QCloseEvent>
#include <QFileInfo>
#include <QLabel>
#include <QMenu>
#include <QMenuBar>
#include <QScreen>
#include <QStatusBar>
#include <QToolBar>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>
#include <numeric>

namespace vsq {

MainWindow::MainWindow(const QString &stateFolder, QWidget *parent)
    : QMainWindow(parent), m_session(stateFolder.isEmpty() ? nullptr : std::make_unique<Session>(stateFolder)),
      m_workspace(new Workspace(this)), m_docks(new DockArea(m_workspace, m_settings, this)),
      m_commands(new Commands(this, m_docks->views()))
{
    setObjectName(QStringLiteral("mainWindow"));
    setWindowIcon(applicationIcon());
    setAcceptDrops(true);
    setContextMenuPolicy(Qt::NoContextMenu);
    new WheelGuard(this);
    // A minimum of our own: views that have not been laid out yet ask for more than they need, and would make the window
    // grow for good.
    setMinimumSize(960, 640);
    resize(1280, 800);

    auto *content = new QWidget(this);
    content->setObjectName(QStringLiteral("windowContent"));
    auto *layout = new QVBoxLayout(content);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_docks, 1);
    setCentralWidget(content);
    m_messages = new MessageBar(content);
    buildStatusBar();
    connectWorkspace();
    connectCommands();
    if (m_session) {
        restoreGeometry(m_settings.layout(QStringLiteral("geometry")));
    }
    applySettings();
    refreshStartPage();
    refreshTitle();
    refreshCommands();
    refreshStatus();
}

MainWindow::~MainWindow()
{
    // Views and jobs end while this is still whole.
    delete m_docks;
    delete m_workspace;
}

void MainWindow::buildStatusBar()
{
    statusBar()->setObjectName(QStringLiteral("statusBar"));
    statusBar()->setSizeGripEnabled(false);
    m_summary = new QLabel(this);
    m_summary->setObjectName(QStringLiteral("networkSummary"));
    m_summary->setForegroundRole(QPalette::PlaceholderText);
    statusBar()->setContentsMargins(Theme::kGrid, 0, Theme::kGrid, 0);
    auto *indicator = new JobIndicator(m_workspace->jobs(), this);
    m_jobsPanel = new JobsPanel(m_workspace->jobs(), this);
    connect(indicator, &JobIndicator::panelWanted, m_jobsPanel, &QWidget::show);
    statusBar()->addPermanentWidget(indicator);
    statusBar()->addPermanentWidget(m_summary);

    m_recentMenu = new QMenu(tr("Open &recent"), this);
    m_recentMenu->setObjectName(QStringLiteral("recentMenu"));
    m_recentMenu->setToolTipsVisible(true);
    connect(m_recentMenu, &QMenu::aboutToShow, this, &MainWindow::fillRecentMenu);
    m_commands->menu(Menu::File)->insertMenu(m_commands->action(QStringLiteral("file.openData")), m_recentMenu);

    auto *spacer = new QWidget(this);
    spacer->setObjectName(QStringLiteral("toolBarSpacer"));
    spacer->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    m_commands->toolBar()->addWidget(spacer);
    m_formatButton = new QToolButton(this);
    m_formatButton->setObjectName(QStringLiteral("formatButton"));
    m_formatButton->setAccessibleName(tr("Number format of the network"));
    m_formatButton->setIcon(icon(QStringLiteral("format")));
    m_formatButton->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_formatButton->setPopupMode(QToolButton::InstantPopup);
    auto *menu = new QMenu(m_formatButton);
    menu->setObjectName(QStringLiteral("formatMenu"));
    connect(menu, &QMenu::aboutToShow, this, &MainWindow::fillFormatMenu);
    m_formatButton->setMenu(menu);
    m_commands->toolBar()->addWidget(m_formatButton);
}

void MainWindow::connectWorkspace()
{
    connect(m_workspace, &Workspace::messageRaised, this,
            [this](Workspace::Severity severity, const QString &text, const QString &details, const QString &topic) {
                m_messages->post({.severity = severity, .text = text, .details = details, .topic = topic, .choices = {}});
            });
    connect(m_workspace, &Workspace::messagesWithdrawn, this, [this](const QString &topic) { m_messages->withdraw(topic); });
    connect(m_workspace, &Workspace::networkChanged, this, [this] {
        m_messages->withdraw(QStringLiteral("file")); // of the network before
        m_messages->withdraw(QStringLiteral("session"));
        if (m_workspace->isEmpty()) {
            m_docks->showStartPage(true);
        } else {
            // Laying all views out for the first time is worth a turn of its own.
            Turns::later(m_docks, 0, [this] { m_docks->showStartPage(m_workspace->isEmpty()); });
        }
        rememberOpened();
        watchFile();
        refreshCommands();
        refreshStatus();
        refreshTitle();
        keepSession();
        tellOfOpenSizes();
    });
    connect(m_workspace, &Workspace::openFailed, this, [this] { m_openingProjectPath.clear(); });
    connect(m_workspace, &Workspace::formatsChanged, this, [this] {
        refreshStatus();
        keepSession();
    });
    connect(m_workspace, &Workspace::chipConfigChanged, this, &MainWindow::keepSession);
    connect(m_workspace, &Workspace::supplyChanged, this, &MainWindow::keepSession);
    connect(m_workspace, &Workspace::layerOpened, this, [this] {
        refreshCommands();
        keepSession();
    });
    connect(m_workspace, &Workspace::studyPointDone, this, &MainWindow::keepSession);
    QUndoStack *undo = m_workspace->undoStack();
    connect(undo, &QUndoStack::indexChanged, this, &MainWindow::refreshCommands);
    connect(undo, &QUndoStack::cleanChanged, this, &MainWindow::refreshTitle);
    connect(m_docks, &DockArea::viewsChanged, this, &MainWindow::refreshCommands);

    m_sessionTimer.setSingleShot(true);
    m_sessionTimer.setInterval(1000);
    connect(&m_sessionTimer, &QTimer::timeout, this, [this] {
        if (m_workspace->isEmpty()) {
            m_session->clear();
        } else {
            m_session->save(m_workspace->project());
        }
    });
    m_fileTimer.setSingleShot(true);
    m_fileTimer.setInterval(400);
    connect(&m_fileTimer, &QTimer::timeout, this, &MainWindow::fileChanged);
    connect(&m_watcher, &QFileSystemWatcher::fileChanged, this, [this] { m_fileTimer.start(); });
}

void MainWindow::refreshTitle()
{
    if (m_workspace->isEmpty()) {
        setWindowTitle(QStringLiteral("Vsqscope"));
        setWindowModified(false);
        return;
    }
    const QString name = m_projectPath.isEmpty() ? m_workspace->modelName() : QFileInfo(m_projectPath).fileName();
    setWindowTitle(name + QStringLiteral("[*] \u2013 Vsqscope"));
    setWindowModified(!m_projectPath.isEmpty() && !m_workspace->undoStack()->isClean());
}

void MainWindow::refreshCommands()
{
    const bool open = !m_workspace->isEmpty();
    for (const char *id : {"file.openData", "file.openFolder", "file.reload", "file.save", "file.saveAs", "file.export",
                           "file.close", "edit.format"}) {
        m_commands->action(QString::fromLatin1(id))->setEnabled(open);
    }
    m_commands->action(QStringLiteral("file.sizes"))->setEnabled(open && InputSizesDialog::canAsk(*m_workspace->graph()));
    const QUndoStack *undo = m_workspace->undoStack();
    QAction *undoAction = m_commands->action(QStringLiteral("edit.undo"));
    undoAction->setEnabled(undo->canUndo());
    undoAction->setText(undo->canUndo() ? tr("&Undo %1").arg(undo->undoText()) : tr("&Undo"));
    QAction *redoAction = m_commands->action(QStringLiteral("edit.redo"));
    redoAction->setEnabled(undo->canRedo());
    redoAction->setText(undo->canRedo() ? tr("&Redo %1").arg(undo->redoText()) : tr("&Redo"));

    for (const View *view : m_docks->views()) {
        m_commands->action(QStringLiteral("view.") + view->id())->setChecked(m_docks->isInFront(view->id()));
    }
}

void MainWindow::refreshStatus()
{
    const NumberFormat format = m_workspace->format();
    const std::string name = nameOf(format);
    const QString shown = name.empty() ? coreText(describe(format)) : QString::fromStdString(name).toUpper();
    m_formatButton->setText(shown);
    m_formatButton->setToolTip(tr("Number format of the network: %1").arg(coreText(describe(format))));
    m_formatButton->setEnabled(!m_workspace->isEmpty());
    if (m_workspace->isEmpty()) {
        m_summary->clear();
        return;
    }
    const std::vector<Layer> &layers = m_workspace->layers();
    const auto macs = std::accumulate(layers.begin(), layers.end(), std::int64_t{0},
                                      [](std::int64_t sum, const Layer &layer) { return layer.onChip ? sum + layer.macs : sum; });
    std::int64_t onChip = 0;
    for (std::size_t i = 0; i < layers.size(); ++i) {
        onChip += layers[i].onChip && modeOf(m_workspace->layerFormat(static_cast<int>(i))) ? 1 : 0;
    }
    QString text = tr("%1: %2 of %3 layers on the chip, %4")
                       .arg(m_workspace->modelName(), number::integer(onChip),
                            number::integer(static_cast<qint64>(layers.size())),
                            number::si(static_cast<double>(macs), QStringLiteral("MAC")));
    if (const auto items = m_workspace->data()) {
        text += tr(", %1 items").arg(number::integer(items->size()));
    }
    m_summary->setText(text);
    m_summary->setToolTip(m_workspace->modelPath());
}

void MainWindow::keepSession()
{
    if (m_session) {
        m_sessionTimer.start();
    }
}

void MainWindow::restoreSession(bool otherwise)
{
    if (!m_session) {
        return;
    }
    const std::optional<Project> saved = m_session->saved();
    const bool crashed = m_session->crashed();
    m_session->begin();
    if (otherwise || !saved || saved->modelPath.isEmpty()) {
        return;
    }
    if (!crashed) {
        m_workspace->openProject(*saved);
        return;
    }
    m_messages->post({.severity = Workspace::Severity::Warning,
                      .text = tr("Vsqscope did not end properly last time. Open the session again?"),
                      .details = saved->modelPath,
                      .topic = QStringLiteral("session"),
                      .choices = {{QStringLiteral("restoreSession"), tr("Restore"),
                                   [this, project = *saved] { m_workspace->openProject(project); }},
                                  {QStringLiteral("discardSession"), tr("Start empty"), [this] { m_session->clear(); }}}});
}

void MainWindow::whenOpened(const QString &layer, const std::optional<NumberFormat> &format)
{
    if (layer.isEmpty() && !format) {
        return;
    }
    connect(
        m_workspace, &Workspace::networkChanged, this,
        [this, layer, format] {
            if (format) {
                m_workspace->setFormat(*format);
            }
            const std::vector<Layer> &layers = m_workspace->layers();
            const auto found = std::find_if(layers.begin(), layers.end(),
                                            [&](const Layer &other) { return other.name == layer.toStdString(); });
            if (found != layers.end()) {
                m_workspace->openLayer(static_cast<int>(found - layers.begin()));
            } else if (!layer.isEmpty()) {
                m_workspace->raiseMessage(Workspace::Severity::Warning,
                                          tr("%1 has no layer called %2.").arg(m_workspace->modelName(), layer));
            }
        },
        Qt::SingleShotConnection);
}

void MainWindow::fitToScreen()
{
    constexpr QSize kFrame(2, 32); // what a window manager puts around
    const QSize room = screen()->availableSize() - kFrame;
    QSize wanted = size();
    if (m_settings.layout(QStringLiteral("geometry")).isEmpty()) { // the first start: most of a large screen
        constexpr QSize kLargest(1800, 1120);
        wanted = wanted.expandedTo((room * 0.88).boundedTo(kLargest));
    }
    resize(wanted.boundedTo(room).expandedTo(minimumSize()));
}

void MainWindow::closeEvent(QCloseEvent *event)
{
    if (m_session) {
        m_docks->saveLayout();
        m_settings.setLayout(QStringLiteral("geometry"), saveGeometry());
        m_sessionTimer.stop();
        if (m_workspace->isEmpty()) {
            m_session->clear();
        } else {
            m_session->save(m_workspace->project());
        }
        m_session->end();
    }
    event->accept();
}

} // namespace vsq
