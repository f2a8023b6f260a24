// SPDX-License-Identifier: GPL-3.0-or-later
// The pages of the Error view: what each computes and draws.
#include "views/error/errorview.h"

#include "core/data/iteminputs.h"
#include "views/error/budgetfigure.h"
#include "views/figure/plotview.h"
#include "views/plots/sensitivityfigure.h"
#include "views/theme/theme.h"
#include "views/workspace/jobqueue.h"
#include "views/workspace/laboratory.h"
#include "views/workspace/workspace.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>

namespace vsq {

namespace {

using Question = Laboratory::Question;

/// Formats whose curves stand over the cloud of an operand, beside its own.
std::vector<OperandFormat> otherFormats()
{
    return {namedOperand("nvfp4"), namedOperand("mxfp4"), namedOperand("int8")};
}

std::vector<NamedCurve> curvesOver(const OperandFormat &own, const JobContext &job)
{
    std::vector<OperandFormat> formats = otherFormats();
    std::erase(formats, own);
    formats.insert(formats.begin(), own);
    std::vector<NamedCurve> curves;
    for (const OperandFormat &format : formats) {
        job.check();
        const int size = format.granularity == Granularity::Vector ? format.vectorSize : 64;
        curves.push_back({QString::fromStdString(operandText(format)), crestCurve(format, size)});
    }
    return curves;
}

} // namespace

QString ErrorView::operandTitle() const
{
    const auto opened = m_workspace->layerData();
    const QString name = QString::fromStdString(opened->layer.name);
    return side() == OperandSide::Activations ? tr("activations of %1").arg(name)
           : opened->layer.aIsConstant        ? tr("weights of %1").arg(name)
                                              : tr("stationary activation of %1").arg(name);
}

void ErrorView::redrawChannels()
{
    const auto opened = m_workspace->layerData();
    m_workspace->jobs()->cancel(m_job);
    if (!opened) {
        m_figure->setEmpty(tr("No layer is open"),
                           tr("Double-click a layer in the Network view to see the error of its operands."));
        return;
    }
    auto result = std::make_shared<std::vector<RangeBox>>();
    m_job = m_workspace->jobs()->start(
        tr("Errors of %1").arg(QString::fromStdString(opened->layer.name)),
        [result, opened, weights = side() == OperandSide::Weights](const JobContext &) {
            *result = errorBoxes(weights ? opened->a : opened->b, weights ? opened->qa : opened->qb);
        },
        [this, result] {
            if (page() == Channels && m_workspace->layerData()) {
                m_channels = result;
                m_figure->setFigure(errorBoxesFigure(*result, side(), operandTitle()));
            }
        },
        [this](const QString &error) { m_figure->setError(error); });
}

void ErrorView::redrawTensor()
{
    const auto opened = m_workspace->layerData();
    m_workspace->jobs()->cancel(m_job);
    if (!opened) {
        m_histogram->setVisible(false);
        strip()->setNumbers({});
        m_map->setEmpty(tr("No layer is open"), tr("Double-click a layer in the Network view to see the error of its operands."));
        return;
    }
    if (!m_map->showsFigure()) {
        m_map->setLoading(tr("Comparing the operands with FP32"));
        m_histogram->setVisible(false);
    }
    const bool weights = m_operand->currentIndex() == 0;
    const QString name = QString::fromStdString(opened->layer.name);
    const QString subject = operandTitle();
    struct Result {
        std::vector<StripNumber> numbers;
        FigureSpec map;
        FigureSpec histogram;
    };
    auto result = std::make_shared<Result>();
    m_job = m_workspace->jobs()->start(
        tr("Errors of %1").arg(name),
        [result, opened, weights, subject, side = static_cast<TensorSide>(m_side->currentIndex())](const JobContext &job) {
            const std::vector<float> &x = weights ? opened->a : opened->b;
            const QuantizedMatrix &matrix = weights ? opened->qa : opened->qb;
            result->numbers = errorNumbers(x, matrix);
            job.check();
            result->map = tensorMap(x, matrix, side, subject);
            job.check();
            result->histogram = errorHistogram(x, matrix, subject);
        },
        [this, result] {
            if (page() != Tensor) {
                return;
            }
            strip()->setNumbers(result->numbers);
            m_map->setFigure(result->map);
            m_histogram->setVisible(true);
            m_histogram->setFigure(result->histogram);
        },
        [this](const QString &error) { m_map->setError(error); });
}

void ErrorView::redrawBudget()
{
    const Laboratory *laboratory = m_workspace->laboratory();
    const auto budgets = laboratory->budgets();
    const bool chip = !chipModeName(m_workspace->format()).empty();
    m_start->setText(laboratory->isWorking(Question::Budget) ? tr("&Cancel") : tr("Measure the &budget"));
    m_start->setToolTip(tr("Run the network once for each set of stages of the chip, on the open item"));
    m_start->setVisible(!budgets && chip && !m_workspace->isEmpty());
    if (laboratory->isWorking(Question::Budget)) {
        m_figure->setLoading(tr("Switching stages on, one after the other"));
    } else if (!chip) {
        m_figure->setEmpty(tr("The chip does not run this format"),
                           tr("A budget has the chip's stages: choose VSQ, INT4 or INT8 as the network's format."));
    } else if (!laboratory->problem(Question::Budget).isEmpty()) {
        m_figure->setError(laboratory->problem(Question::Budget));
    } else if (!budgets) {
        m_figure->setEmpty(tr("No budget yet"), tr("Choose \u201cMeasure the budget\u201d: codes, integer scales, rounded scale "
                                                   "products, saturation, softmax and PPU, each alone and in order."));
    } else {
        const int layer = m_workspace->selection().layer;
        const std::string name = layer >= 0 && layer < static_cast<int>(m_workspace->layers().size())
                                     ? m_workspace->layers()[static_cast<std::size_t>(layer)].name
                                     : std::string();
        const auto own = std::find_if(budgets->layers.begin(), budgets->layers.end(),
                                      [&](const ErrorBudget &budget) { return budget.layer == name; });
        if (m_subject->currentIndex() == 1 && own == budgets->layers.end()) {
            m_figure->setEmpty(tr("No layer of the chip is selected"),
                               tr("Click a bar on the left to see the budget of its layer."));
            return;
        }
        const bool network = m_subject->currentIndex() == 0;
        const QString subject = network ? m_workspace->modelName() : QString::fromStdString(name);
        const ErrorBudget &budget = network ? budgets->network : *own;
        strip()->setNumbers(budgetNumbers(budget, subject));
        m_figure->setFigure(budgetFigure(budget, subject));
    }
}

void ErrorView::redrawVectors()
{
    if (m_workspace->isEmpty()) {
        return;
    }
    if (!m_vectors) {
        const bool working = m_workspace->jobs()->isRunning(m_pageJob);
        m_start->setVisible(!m_workspace->isSmall());
        m_start->setText(working ? tr("&Cancel") : tr("&Look at the vectors"));
        m_start->setToolTip(tr("Run the network once in FP32 and look at every product's operands"));
        if (working) {
            m_figure->setLoading(tr("Looking at the network's vectors"));
        } else if (m_workspace->isSmall()) {
            computeVectors();
        } else {
            m_figure->setEmpty(tr("Not looked yet"),
                               tr("Choose \u201cLook at the vectors\u201d to run the network once in FP32."));
        }
        return;
    }
    const int selected = m_workspace->selection().layer;
    const FigureSpec figure = page() == Ranges
                                  ? rangeBoxes(m_vectors->statistics, m_workspace->layers(), side(), selected)
                                  : crestCloud(m_vectors->statistics, side(),
                                               side() == OperandSide::Weights ? m_vectors->weights : m_vectors->activations,
                                               selected);
    if (figure.isEmpty()) {
        m_figure->setEmpty(tr("Nothing to show"), tr("No layer of this network runs on the chip."));
    } else {
        m_figure->setFigure(figure);
    }
}

void ErrorView::computeVectors()
{
    auto result = std::make_shared<Vectors>();
    m_pageJob = m_workspace->jobs()->start(
        tr("Vectors of %1").arg(m_workspace->modelName()),
        [result, graph = m_workspace->graph(), data = m_workspace->data(), item = m_workspace->item(),
         layers = m_workspace->layers(), format = m_workspace->format(), own = ownFormats(),
         chip = m_workspace->chipConfig()](const JobContext &job) {
            result->statistics = vectorStatistics(graph, itemInputs(*graph, data.get(), item), layers, format, own, chip, job);
            result->weights = curvesOver(format.weights, job);
            result->activations = curvesOver(format.activations, job);
        },
        [this, result] {
            m_vectors = result;
            redrawPage();
        },
        [this](const QString &error) { m_figure->setError(error); });
    m_figure->setLoading(tr("Looking at the network's vectors"));
}

void ErrorView::redrawParting()
{
    if (m_workspace->isEmpty()) {
        return;
    }
    if (m_partings) {
        const FigureSpec figure = partingFigure(*m_partings, m_workspace->layers(), m_workspace->selection().layer);
        if (figure.isEmpty()) {
            m_figure->setEmpty(tr("Nothing to compare"), tr("No layer's output is left in both runs."));
        } else {
            m_figure->setFigure(figure);
        }
        return;
    }
    const bool working = m_workspace->jobs()->isRunning(m_pageJob);
    m_start->setVisible(!m_workspace->isSmall());
    m_start->setText(working ? tr("&Cancel") : tr("&Compare the runs"));
    m_start->setToolTip(tr("Run the network in FP32 and in its formats, and compare every layer's output"));
    if (working) {
        m_figure->setLoading(tr("Running the network twice"));
    } else if (m_workspace->isSmall()) {
        computeParting();
    } else {
        m_figure->setEmpty(tr("Not compared yet"), tr("Choose “Compare the runs” to see where the quantized run leaves FP32's."));
    }
}

void ErrorView::computeParting()
{
    auto result = std::make_shared<std::vector<LayerParting>>();
    BackendOptions options;
    options.format = m_workspace->format();
    const auto own = ownFormats();
    options.layerFormats.insert(own.begin(), own.end());
    options.config = m_workspace->chipConfig();
    options.config.layerOutput = ChipConfig::LayerOutput::Sums; // else the outputs of chains stay on the chip
    m_pageJob = m_workspace->jobs()->start(
        tr("Runs of %1").arg(m_workspace->modelName()),
        [result, options, graph = m_workspace->graph(), data = m_workspace->data(), item = m_workspace->item(),
         layers = m_workspace->layers()](const JobContext &job) mutable {
            options.engine.stop = job.stop;
            *result = runParting(graph, layers, itemInputs(*graph, data.get(), item), options, job);
        },
        [this, result] {
            m_partings = result;
            redrawPage();
        },
        [this](const QString &error) { m_figure->setError(error); });
    m_figure->setLoading(tr("Running the network twice"));
}

void ErrorView::redrawSensitivity()
{
    const Laboratory *laboratory = m_workspace->laboratory();
    const auto ranking = laboratory->ranking();
    const bool working = laboratory->isWorking(Question::Sensitivity);
    m_start->setVisible(!m_workspace->isEmpty() && m_workspace->data() != nullptr);
    m_start->setText(working ? tr("&Cancel") : tr("&Rank layers"));
    m_start->setToolTip(tr("Quantize one layer at a time in the network's format, the rest in FP32, on the first %1 items")
                            .arg(kItemsOfSensitivity));
    if (working) {
        m_figure->setLoading(tr("Quantizing one layer at a time"));
    } else if (ranking) {
        const int layer = m_workspace->selection().layer;
        m_figure->setFigure(
            sensitivityFigure(ranking->sensitivity, ranking->format, ranking->side, SensitivityMeasure::Noise,
                              layer >= 0 ? m_workspace->layers()[static_cast<std::size_t>(layer)].name : std::string()));
    } else {
        m_figure->setEmpty(tr("No ranking yet"),
                           m_workspace->data() ? tr("Choose \u201cRank layers\u201d to see which of them the format hurts.")
                                               : tr("Open the network with its data set to see which layers the format hurts."));
    }
}

} // namespace vsq
