// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/roofline/rooflineview.h"

#include "views/figure/plotview.h"
#include "views/theme/coretext.h"
#include "views/workspace/jobqueue.h"
#include "views/workspace/runlist.h"
#include "views/workspace/workspace.h"

#include <QComboBox>
#include <QVBoxLayout>

#include <algorithm>

namespace vsq {

RooflineView::RooflineView(Workspace *workspace, QWidget *parent)
    : FigureView(QStringLiteral("roofline"), tr("Roofline"), workspace, parent), m_port(new QComboBox(this)),
      m_roofline(addPlot(QStringLiteral("rooflineLayers"), 3)), m_reached(addPlot(QStringLiteral("rooflineReached"), 2))
{
    m_port->setObjectName(QStringLiteral("rooflinePort"));
    m_port->setAccessibleName(tr("Port"));
    m_port->setToolTip(
        tr("Whose bytes the operations are counted against: words that enter the buffers, words that the A register "
           "and the lanes read, partial sums, or results"));
    for (int p = 0; p < kRoofPorts; ++p) {
        m_port->addItem(tr("Port: %1").arg(coreText(nameOf(static_cast<RoofPort>(p)))));
    }
    m_port->setCurrentIndex(static_cast<int>(RoofPort::BBuffer));
    addControls({m_port});
    layOut(new QVBoxLayout(this));

    const auto later = [this] { refreshWhenSeen(QStringLiteral("roofline"), [this] { recompute(); }); };
    const auto drawLater = [this] { refreshWhenSeen(QStringLiteral("selection"), [this] { redraw(); }); };
    connect(m_port, &QComboBox::currentIndexChanged, this, drawLater);
    connect(m_roofline, &PlotView::clicked, this, [this](const FigureHit &hit) {
        if (hit.kind != FigureHit::Kind::Series || !m_result) {
            return;
        }
        const int tag = m_roofline->figure().series[static_cast<std::size_t>(hit.index)].tag;
        if (tag > 0) {
            const auto shown = layersAtPort(m_result->layers, port(), static_cast<Mode>(tag - 1));
            selectLayer(m_result->layers[shown[static_cast<std::size_t>(hit.point)]].index);
        }
    });
    connect(m_reached, &PlotView::clicked, this, [this](const FigureHit &hit) {
        // A bar stands at its layer's place, whichever roof it is of.
        const auto at = static_cast<std::size_t>(std::max(0.0, hit.y + 0.5));
        if (hit.kind == FigureHit::Kind::Bars && m_result && at < m_result->layers.size()) {
            selectLayer(m_result->layers[at].index);
        }
    });
    for (const auto signal : {&Workspace::networkChanged, &Workspace::formatsChanged, &Workspace::chipConfigChanged}) {
        connect(workspace, signal, this, later);
    }
    connect(workspace, &Workspace::supplyChanged, this,
            [this] { refreshSoon(QStringLiteral("roofline"), [this] { recompute(); }); });
    connect(workspace->runs(), &RunList::changed, this, later);
    connect(workspace, &Workspace::selectionChanged, this, drawLater);
    later();
}

RoofPort RooflineView::port() const
{
    return static_cast<RoofPort>(m_port->currentIndex());
}

void RooflineView::recompute()
{
    m_workspace->jobs()->cancel(m_job);
    m_result.reset();
    if (m_workspace->isEmpty()) {
        redraw();
        return;
    }
    std::map<std::string, NumberFormat> own;
    for (std::size_t i = 0; i < m_workspace->layers().size(); ++i) {
        if (m_workspace->hasLayerFormat(static_cast<int>(i))) {
            own[m_workspace->layers()[i].name] = m_workspace->layerFormat(static_cast<int>(i));
        }
    }
    auto result = std::make_shared<Result>();
    const KeptRun *kept = m_workspace->runs()->isOfOpenNetwork() ? m_workspace->runs()->baselineRun() : nullptr;
    m_job = m_workspace->jobs()->start(
        tr("Roofline of %1").arg(m_workspace->modelName()),
        [result, layers = m_workspace->layers(), format = m_workspace->format(), own = std::move(own),
         config = m_workspace->chipConfig(),
         baseline = kept == nullptr ? std::optional<KeptRun>() : std::optional(*kept)](const JobContext &job) {
            result->layers = rooflines(layers, format, own, config, job);
            if (baseline) {
                result->baseline = rooflines(layers, baseline->format, baseline->layerFormats, baseline->chip, job);
            }
        },
        [this, result] {
            m_result = result;
            redraw();
        },
        [this](const QString &error) { m_roofline->setError(error); });
}

void RooflineView::redraw()
{
    controls()->setVisible(!m_workspace->isEmpty());
    if (!m_result || m_result->layers.empty()) {
        strip()->setNumbers({});
        m_reached->setVisible(false);
        if (m_workspace->isEmpty()) {
            m_roofline->setEmpty(tr("No layers under the roof yet"), tr("Open a network to see what limits each of its layers."));
        } else if (m_result) {
            m_roofline->setEmpty(tr("No layer runs on the chip"),
                                 tr("The chip computes VSQ, INT4 and INT8; choose one of them as the network's format."));
        }
        return;
    }
    const ChipConfig &config = m_workspace->chipConfig();
    const int selected = m_workspace->selection().layer;
    const auto find = [selected](const std::vector<LayerRoofline> &list) -> const LayerRoofline * {
        const auto found = std::find_if(list.begin(), list.end(),
                                        [&](const LayerRoofline &each) { return each.index == selected; });
        return found == list.end() ? nullptr : &*found;
    };
    const LayerRoofline *layer = find(m_result->layers);
    strip()->setNumbers(layer == nullptr ? std::vector<StripNumber>()
                                         : rooflineNumbers(*layer, port(), config, find(m_result->baseline)));
    const FigureSpec figure = rooflineFigure(m_result->layers, port(), config, selected, m_result->baseline);
    if (figure.isEmpty()) {
        m_roofline->setEmpty(tr("No bytes pass this port"), tr("Choose another port."));
    } else {
        m_roofline->setFigure(figure);
    }
    m_reached->setVisible(true);
    m_reached->setFigure(reachedRoofs(m_result->layers, config, selected));
}

} // namespace vsq
