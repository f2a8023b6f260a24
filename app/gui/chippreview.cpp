// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/chippreview.h"

#include "app/gui/workspaceformats.h"
#include "views/theme/number.h"
#include "views/workspace/jobqueue.h"
#include "views/workspace/workspace.h"

#include <QLocale>

#include <cmath>

namespace vsq {

namespace {

/// "8.10 k, +12.3 %".
QString changedText(double value, double before, const QString &unit = {})
{
    const QString shown = number::si(value, unit);
    if (before <= 0.0 || std::abs(value / before - 1.0) < 5e-5) {
        return shown;
    }
    return QStringLiteral("%1 (%2%3 %)")
        .arg(shown, value > before ? QStringLiteral("+") : QStringLiteral("\u2212"),
             QLocale().toString(std::abs(100.0 * (value / before - 1.0)), 'f', 1));
}

} // namespace

ChipPreview::ChipPreview(Workspace *workspace, QWidget *parent) : QLabel(parent), m_workspace(workspace)
{
    setObjectName(QStringLiteral("chipPreview"));
    setWordWrap(true);
    setTextFormat(Qt::PlainText);
    setMinimumHeight(2 * fontMetrics().lineSpacing());
    m_soon.setSingleShot(true);
    m_soon.setInterval(200);
    connect(&m_soon, &QTimer::timeout, this, &ChipPreview::start);
}

ChipPreview::~ChipPreview()
{
    m_workspace->jobs()->cancel(m_job);
}

void ChipPreview::showSoon(const ChipConfig &config, std::optional<Mode> mode)
{
    m_config = config;
    m_mode = mode;
    m_soon.start();
}

void ChipPreview::forget()
{
    m_soon.stop();
    m_workspace->jobs()->cancel(m_job);
    clear();
}

void ChipPreview::start()
{
    m_workspace->jobs()->cancel(m_job);
    if (m_workspace->isEmpty()) {
        setText(tr("Open a network to see here what a change costs."));
        return;
    }
    setText(tr("Planning the network on this chip"));
    struct Task {
        ChipConfig config;
        WorkspaceFormats formats;
        Result result;
    };
    auto tasks = std::make_shared<std::vector<Task>>();
    if (!m_before) {
        tasks->push_back({m_workspace->chipConfig(), WorkspaceFormats(*m_workspace, {}), {}});
    }
    tasks->push_back({m_config, WorkspaceFormats(*m_workspace, m_mode), {}});
    m_job = m_workspace->jobs()->start(
        tr("What the chip's settings change"),
        [tasks, layers = m_workspace->layers(), opened = m_workspace->layerData()](const JobContext &job) {
            for (Task &task : *tasks) {
                task.result.network = networkCost(layers, task.formats.format, task.formats.own, task.config, job);
                if (!opened) {
                    continue;
                }
                const auto next = nextFormat(opened->layer, task.formats.format, task.formats.own);
                if (const auto cost = costOf(opened->layer, opened->format, task.config, next)) {
                    task.result.cycles = static_cast<double>(cost->cycles());
                    task.result.sqnr = chipSqnr(*opened, task.config);
                }
            }
        },
        [this, tasks] {
            if (tasks->size() > 1) {
                m_before = tasks->front().result;
            }
            tell(tasks->back().result);
        },
        [this](const QString &error) { setText(error); });
}

void ChipPreview::tell(const Result &is)
{
    const NetworkCost &now = is.network;
    const NetworkCost &was = m_before->network;
    QString line = tr("%1: %2 cycles, utilisation %3, energy %4 at 50 % density, time %5")
                       .arg(m_workspace->modelName(),
                            changedText(static_cast<double>(now.cycles), static_cast<double>(was.cycles)),
                            number::percent(now.utilisation), changedText(now.energy, was.energy, QStringLiteral("J")),
                            changedText(now.seconds, was.seconds, QStringLiteral("s")));
    if (now.refused > 0) {
        line += tr("; %n layer(s) do not fit", nullptr, now.refused);
    }
    if (const auto opened = m_workspace->layerData(); opened && is.cycles && is.sqnr) {
        line += QLatin1Char('\n')
                + tr("%1: %2 cycles, SQNR %3 on this run's activations")
                      .arg(QString::fromStdString(opened->layer.name), changedText(*is.cycles, m_before->cycles.value_or(0.0)),
                           number::decibel(*is.sqnr));
        if (m_before->sqnr && std::isfinite(*m_before->sqnr) && std::abs(*is.sqnr - *m_before->sqnr) >= 0.005) {
            line += tr(" (was %1)").arg(number::decibel(*m_before->sqnr));
        }
    } else if (opened) {
        line += QLatin1Char('\n') + tr("%1 does not run on this chip").arg(QString::fromStdString(opened->layer.name));
    }
    setText(line);
}

} // namespace vsq
