// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/accuracy/accuracyview.h"

#include "views/accuracy/studypanel.h"
#include "views/figure/plotview.h"
#include "views/theme/theme.h"

#include <QAction>
#include <QComboBox>
#include <QHBoxLayout>
#include <QPushButton>
#include <QVBoxLayout>

namespace vsq {

namespace {

constexpr int kItemsUnasked = 100; ///< of the study that a figure without one is made from

} // namespace

AccuracyView::AccuracyView(Workspace *workspace, QWidget *parent)
    : FigureView(QStringLiteral("accuracy"), tr("Accuracy"), workspace, parent), m_panel(new StudyPanel(workspace)),
      m_published(new QComboBox(this)), m_use(new QPushButton(tr("&Use This Format"), this)),
      m_curves(addPlot(QStringLiteral("accuracyBits"), 2)), m_both(addPlot(QStringLiteral("accuracyBothBits"), 1))
{
    m_panel->setFixedWidth(qMax(264, m_panel->minimumSizeHint().width()));
    m_published->setObjectName(QStringLiteral("accuracyPublished"));
    m_published->setAccessibleName(tr("Published curves"));
    m_published->setToolTip(tr("Curves of VS-Quant (Dai et al., 2021): accuracy without fine-tuning, vectors of 16, 8-bit "
                               "activations. Another network and task: for the shape, not the height"));
    m_published->addItem(tr("No published curves"), QString());
    for (const QString &network : publishedNetworks()) {
        m_published->addItem(tr("Published: %1").arg(network), network);
    }
    m_use->setObjectName(QStringLiteral("accuracyUse"));
    m_use->setToolTip(tr("Makes the selected run's number format that of the network; can be undone"));
    m_use->setEnabled(false);
    addControls({m_published, m_use});
    auto *right = new QVBoxLayout;
    layOut(right);
    auto *line = new QFrame(this);
    line->setFrameShape(QFrame::VLine);
    line->setFrameShadow(QFrame::Plain);
    line->setForegroundRole(QPalette::Mid);
    line->setFixedWidth(1);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_panel);
    layout->addWidget(line);
    layout->addLayout(right, 1);

    connect(m_published, &QComboBox::currentIndexChanged, this, &AccuracyView::redraw);
    connect(m_curves, &PlotView::clicked, this, [this](const FigureHit &hit) {
        if (hit.kind == FigureHit::Kind::Series) {
            const int curve = m_curves->figure().series[static_cast<std::size_t>(hit.index)].tag - 1;
            const auto curves = curvesOf(m_workspace->studyResults());
            if (curve >= 0 && curve < static_cast<int>(curves.size())) {
                selectRun(curves[static_cast<std::size_t>(curve)].results[static_cast<std::size_t>(hit.point)]);
            }
        }
    });
    connect(m_use, &QPushButton::clicked, this, [this] {
        m_workspace->setFormat(m_workspace->studyResults()[static_cast<std::size_t>(m_selected)].evaluation.format);
    });
    QAction *cancel = addCommand({.id = QStringLiteral("study.cancel"),
                                  .text = tr("&Cancel the study"),
                                  .shortcut = QStringLiteral("Ctrl+."),
                                  .icon = QStringLiteral("cancel"),
                                  .tip = tr("Stop the running accuracy study; finished points stay."),
                                  .menu = Menu::Study},
                                 [this] { m_workspace->cancelStudy(); });
    QAction *clear = addCommand({.id = QStringLiteral("study.clear"),
                                 .text = tr("C&lear its results"),
                                 .shortcut = {},
                                 .icon = {},
                                 .tip = tr("Forget all points of accuracy studies."),
                                 .menu = Menu::Study},
                                [this] { m_workspace->clearStudy(); });
    const auto refresh = [this, cancel, clear] {
        cancel->setEnabled(m_workspace->studyRunning());
        clear->setEnabled(!m_workspace->studyResults().empty());
        refreshWhenSeen(QStringLiteral("accuracy"), [this] { redraw(); });
    };
    connect(workspace, &Workspace::studyPointDone, this, refresh);
    connect(workspace, &Workspace::studyChanged, this, refresh);
    connect(workspace, &Workspace::networkChanged, this, refresh);
    refresh();
}

void AccuracyView::selectRun(int index)
{
    m_selected = index;
    redraw();
}

void AccuracyView::redraw()
{
    const std::vector<StudyResult> &results = m_workspace->studyResults();
    if (m_selected >= static_cast<int>(results.size())) {
        m_selected = -1;
    }
    m_use->setEnabled(m_selected >= 0);
    controls()->setVisible(!results.empty());
    strip()->setNumbers(m_selected >= 0 ? runNumbers(results[static_cast<std::size_t>(m_selected)]) : std::vector<StripNumber>());
    if (results.empty()) {
        m_both->setVisible(false);
        if (m_workspace->isEmpty()) {
            m_curves->setEmpty(tr("No accuracy yet"),
                               tr("Open a network with its data set, then start a study of how many bits it needs."));
        } else if (m_workspace->studyRunning()) {
            m_curves->setLoading(tr("Classifying in FP32"), tr("The first point follows when the reference is known."));
        } else if (!m_workspace->data()) {
            m_curves->setEmpty(tr("This network has no data set"),
                               tr("Open it with an .npz of x and y or a folder of IDX files to measure its accuracy."));
        } else {
            m_curves->setEmpty(tr("No accuracy yet"), tr("Choose formats on the left and start a study."));
        }
        return;
    }
    m_curves->setFigure(accuracyAgainstBits(results, m_published->currentData().toString(), m_selected));
    const FigureSpec both = accuracyByBothBits(results);
    m_both->setVisible(!both.isEmpty());
    if (!both.isEmpty()) {
        m_both->setFigure(both);
    }
}

void AccuracyView::prepareFigures()
{
    if (!m_workspace->data() || m_workspace->studyRunning() || !m_workspace->studyResults().empty()) {
        return;
    }
    std::vector<NumberFormat> formats;
    for (const Granularity granularity : {Granularity::Vector, Granularity::Channel, Granularity::Tensor}) {
        for (const int bits : {2, 3, 4, 6, 8}) {
            NumberFormat format = namedFormat("vsq");
            format.weights.bits = bits;
            format.activations.bits = 8;
            for (OperandFormat *operand : {&format.weights, &format.activations}) {
                operand->granularity = granularity;
                operand->scaleBits = granularity == Granularity::Vector ? operand->scaleBits : 0;
            }
            formats.push_back(format);
        }
    }
    m_workspace->startStudy(formats, kItemsUnasked);
}

} // namespace vsq
