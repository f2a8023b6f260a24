// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/network/formatdialog.h"

#include "core/base/error.h"
#include "views/theme/coretext.h"
#include "views/theme/number.h"
#include "views/theme/theme.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QDoubleSpinBox>
#include <QGridLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>

namespace vsq {

namespace {

QString shownText(std::string_view utf8)
{
    return QString::fromUtf8(utf8.data(), static_cast<qsizetype>(utf8.size()));
}

QComboBox *makeBox(const QString &name, const QString &accessibleName, const QString &tip, QWidget *parent)
{
    auto *box = new QComboBox(parent);
    box->setObjectName(name);
    box->setAccessibleName(accessibleName);
    box->setToolTip(tip);
    return box;
}

QDoubleSpinBox *makeSpin(const QString &name, const QString &accessibleName, const QString &tip, double low, double high,
                         double value, QWidget *parent)
{
    auto *box = new QDoubleSpinBox(parent);
    box->setObjectName(name);
    box->setAccessibleName(accessibleName);
    box->setToolTip(tip);
    box->setRange(low, high);
    box->setValue(value);
    return box;
}

void choose(QComboBox *box, int value)
{
    if (box->findData(value) < 0) {
        box->addItem(QString::number(value), value);
    }
    box->setCurrentIndex(box->findData(value));
}

} // namespace

FormatDialog::FormatDialog(const NumberFormat &format, QWidget *parent) : QDialog(parent)
{
    setObjectName(QStringLiteral("formatDialog"));
    setWindowTitle(tr("Number format"));
    auto *grid = new QGridLayout;
    grid->setHorizontalSpacing(2 * Theme::kGrid);
    grid->setVerticalSpacing(Theme::kGrid);
    const QStringList rows{tr("Format"),          tr("Bits of a code"), tr("Scale shared by"), tr("Vector size"),
                           tr("Bits of a scale"), tr("Scale rule"),     tr("Scale search"),    tr("Calibration"),
                           tr("Rotation"),        tr("Smoothing")};
    for (int row = 0; row < rows.size(); ++row) {
        grid->addWidget(new QLabel(rows[row]), row + 1, 0);
    }
    m_weights = makeSide(QStringLiteral("weight"), tr("Weights"), grid, 1, format.weights);
    m_activations = makeSide(QStringLiteral("activation"), tr("Activations"), grid, 2, format.activations);
    makeCalibration(grid, 8, format.calibration);
    makePreparation(grid, 9, format.preparation);

    m_summary = new QLabel(this);
    m_summary->setObjectName(QStringLiteral("formatSummary"));
    m_summary->setWordWrap(true);
    m_summary->setMinimumHeight(4 * fontMetrics().lineSpacing() + Theme::kGrid / 2);
    m_summary->setAlignment(Qt::AlignTop | Qt::AlignLeft);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel, this);
    m_accept = buttons->button(QDialogButtonBox::Ok);
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(2 * Theme::kGrid, 2 * Theme::kGrid, 2 * Theme::kGrid, 2 * Theme::kGrid);
    layout->setSpacing(2 * Theme::kGrid);
    layout->addLayout(grid);
    layout->addWidget(m_summary);
    layout->addWidget(buttons);

    for (const Side *side : {&m_weights, &m_activations}) {
        connect(side->name, &QComboBox::currentIndexChanged, this, [this, side] { follow(*side); });
        for (QComboBox *box : {side->bits, side->vector, side->scaleBits, side->granularity, side->rule}) {
            connect(box, &QComboBox::currentIndexChanged, this, &FormatDialog::refresh);
        }
        connect(side->search, &QCheckBox::toggled, this, &FormatDialog::refresh);
    }
    for (QComboBox *box : {m_calibration, m_hadamard}) {
        connect(box, &QComboBox::currentIndexChanged, this, &FormatDialog::refresh);
    }
    connect(m_smooth, &QCheckBox::toggled, this, &FormatDialog::refresh);
    for (QDoubleSpinBox *box : {m_percentile, m_alpha}) {
        connect(box, &QDoubleSpinBox::valueChanged, this, &FormatDialog::refresh);
    }
    refresh();
}

void FormatDialog::makeCalibration(QGridLayout *grid, int row, const Calibration &calibration)
{
    m_calibration = makeBox(QStringLiteral("calibrationBox"), tr("Calibration"),
                            tr("How the largest representable magnitude is chosen from data"), this);
    const QStringList methods{tr("Maximum"), tr("Percentile"), tr("Entropy (KL)"), tr("Mean square error"), tr("OCTAV")};
    m_calibration->addItems(methods);
    m_calibration->setCurrentIndex(static_cast<int>(calibration.method));
    m_percentile = makeSpin(QStringLiteral("percentileBox"), tr("Percentile"),
                            tr("Share of magnitudes that the range covers, in percent"), 50.0, 100.0, 0.0, this);
    m_percentile->setDecimals(4);
    m_percentile->setSuffix(QStringLiteral(" %"));
    m_percentile->setValue(calibration.percentile);
    grid->addWidget(m_calibration, row, 1);
    grid->addWidget(m_percentile, row, 2);
}

void FormatDialog::makePreparation(QGridLayout *grid, int row, const Preparation &preparation)
{
    m_signs = preparation.signs;
    m_hadamard = makeBox(
        QStringLiteral("hadamardBox"), tr("Rotation"),
        tr("Both operands are rotated along K in blocks of so many elements before they are quantized: the host's "
           "work, exact in real numbers"),
        this);
    m_hadamard->addItem(tr("None"), 0);
    for (int n = 16; n <= 256; n *= 2) {
        m_hadamard->addItem(tr("Hadamard, %1").arg(n), n);
    }
    choose(m_hadamard, preparation.hadamard);
    m_smooth = new QCheckBox(tr("Smooth columns"), this);
    m_smooth->setObjectName(QStringLiteral("smoothBox"));
    m_smooth->setToolTip(tr("Large columns of the activations are made smaller and the weights' larger by the same factor"));
    m_smooth->setChecked(preparation.smooth.has_value());
    m_alpha = makeSpin(QStringLiteral("alphaBox"), tr("Alpha of smoothing"),
                       tr("How much of the activations' range moves into the weights: 0 none, 1 all"), 0.0, 1.0,
                       preparation.smooth.value_or(0.5), this);
    m_alpha->setSingleStep(0.05);
    grid->addWidget(m_hadamard, row, 1);
    grid->addWidget(m_smooth, row + 1, 1);
    grid->addWidget(m_alpha, row + 1, 2);
}

FormatDialog::Side FormatDialog::makeSide(const QString &name, const QString &title, QGridLayout *grid, int column,
                                          const OperandFormat &format)
{
    auto *heading = new QLabel(title);
    QFont bold = heading->font();
    bold.setBold(true);
    heading->setFont(bold);
    grid->addWidget(heading, 0, column);
    Side side;
    side.name = makeBox(name + QStringLiteral("FormatBox"), tr("Format, %1").arg(title),
                        tr("A named format, or integers as they are set below"), this);
    side.name->addItem(tr("Integers, free"), QString());
    for (const FormatName &entry : formatNames()) {
        side.name->addItem(shownText(entry.name), shownText(entry.name));
        side.name->setItemData(
            side.name->count() - 1,
            tr("%1; %2 bits an element (%3)")
                .arg(coreText(entry.summary), QString::number(bitsPerElement(entry.format)), shownText(entry.source)),
            Qt::ToolTipRole);
    }
    side.bits = makeBox(name + QStringLiteral("BitsBox"), tr("Bits of a code, %1").arg(title),
                        tr("2 to 8 bits, signed, symmetric"), this);
    for (int bits = 2; bits <= 8; ++bits) {
        side.bits->addItem(QString::number(bits), bits);
    }
    side.granularity = makeBox(name + QStringLiteral("GranularityBox"), tr("Scale shared by, %1").arg(title),
                               tr("A vector along K, an output channel, or the whole tensor"), this);
    side.granularity->addItem(tr("Vector"), static_cast<int>(Granularity::Vector));
    side.granularity->addItem(tr("Channel"), static_cast<int>(Granularity::Channel));
    side.granularity->addItem(tr("Tensor"), static_cast<int>(Granularity::Tensor));
    side.vector = makeBox(name + QStringLiteral("VectorBox"), tr("Vector size, %1").arg(title),
                          tr("Elements along K that share a scale"), this);
    for (const int size : {16, 32, 64, 128}) {
        side.vector->addItem(QString::number(size), size);
    }
    side.scaleBits = makeBox(name + QStringLiteral("ScaleBitsBox"), tr("Bits of a scale, %1").arg(title),
                             tr("Integer bits of a vector's scale, or real scales"), this);
    for (int bits = 3; bits <= 10; ++bits) {
        side.scaleBits->addItem(QString::number(bits), bits);
    }
    side.scaleBits->addItem(tr("Real (FP32)"), 0);
    side.rule = makeBox(name + QStringLiteral("RuleBox"), tr("Scale rule, %1").arg(title),
                        tr("Which power of two a block of an MX format gets"), this);
    for (const ScaleRule rule : {ScaleRule::Floor, ScaleRule::Even, ScaleRule::Ceil, ScaleRule::Rceil}) {
        side.rule->addItem(shownText(nameOf(rule)), static_cast<int>(rule));
    }
    side.search = new QCheckBox(tr("Least squares"), this);
    side.search->setObjectName(name + QStringLiteral("SearchBox"));
    side.search->setAccessibleName(tr("Scale search, %1").arg(title));
    side.search->setToolTip(tr("Each vector's integer scale is the one with the least squared error"));
    int row = 1;
    for (QWidget *box : std::initializer_list<QWidget *>{side.name, side.bits, side.granularity, side.vector, side.scaleBits,
                                                         side.rule, side.search}) {
        grid->addWidget(box, row++, column);
    }

    const FormatName *named = findFormat(format);
    side.name->setCurrentIndex(named == nullptr ? 0 : side.name->findData(shownText(named->name)));
    choose(side.bits, format.bits);
    choose(side.granularity, static_cast<int>(format.granularity));
    choose(side.vector, format.vectorSize);
    choose(side.scaleBits, format.scaleBits);
    side.rule->setCurrentIndex(std::max(0, side.rule->findData(static_cast<int>(format.rule))));
    side.search->setChecked(format.search == ScaleSearch::Mse);
    return side;
}

OperandFormat FormatDialog::formatOf(const Side &side)
{
    const FormatName *named = findFormat(side.name->currentData().toString().toStdString());
    OperandFormat format = named != nullptr
                               ? named->format
                               : twoLevelFormat(side.bits->currentData().toInt(),
                                                static_cast<Granularity>(side.granularity->currentData().toInt()),
                                                side.vector->currentData().toInt(), side.scaleBits->currentData().toInt());
    if (named != nullptr && !named->rules.empty()) {
        format.rule = static_cast<ScaleRule>(side.rule->currentData().toInt());
    }
    if (format.hasIntegerScales() && side.search->isChecked()) {
        format.search = ScaleSearch::Mse;
    }
    return format;
}

NumberFormat FormatDialog::format() const
{
    NumberFormat format;
    format.weights = formatOf(m_weights);
    format.activations = formatOf(m_activations);
    format.calibration.method = static_cast<Calibration::Method>(m_calibration->currentIndex());
    format.calibration.percentile = m_percentile->value();
    format.preparation.hadamard = m_hadamard->currentData().toInt();
    format.preparation.signs = format.preparation.hadamard == 0 ? std::nullopt : m_signs;
    if (m_smooth->isChecked()) {
        format.preparation.smooth = m_alpha->value();
    }
    return format;
}

/// A named format shows its parts; they stay where one goes back to integers that are set freely.
void FormatDialog::follow(const Side &side)
{
    if (const FormatName *named = findFormat(side.name->currentData().toString().toStdString()); named != nullptr) {
        choose(side.bits, named->format.bits);
        choose(side.granularity, static_cast<int>(named->format.granularity));
        choose(side.vector, named->format.vectorSize);
        choose(side.scaleBits, named->format.scaleBits);
    }
    refresh();
}

void FormatDialog::refresh()
{
    for (const Side *side : {&m_weights, &m_activations}) {
        const FormatName *named = findFormat(side->name->currentData().toString().toStdString());
        const bool vectors = side->granularity->currentData().toInt() == static_cast<int>(Granularity::Vector);
        side->bits->setEnabled(named == nullptr);
        side->granularity->setEnabled(named == nullptr);
        side->vector->setEnabled(named == nullptr && vectors);
        side->scaleBits->setEnabled(named == nullptr && vectors);
        side->rule->setEnabled(named != nullptr && !named->rules.empty());
        side->search->setEnabled(formatOf(*side).hasIntegerScales());
    }
    m_percentile->setEnabled(m_calibration->currentIndex() == static_cast<int>(Calibration::Method::Percentile));
    m_alpha->setEnabled(m_smooth->isChecked());
    const NumberFormat chosen = format();
    const std::string_view mode = chipModeName(chosen);
    QString problem;
    try {
        requireSensible(chosen);
    } catch (const Error &error) {
        problem = coreText(error.what());
    }
    m_accept->setEnabled(problem.isEmpty());
    const QString storage = tr("%1 and %2 bits an element in storage.")
                                .arg(QString::number(bitsPerElement(chosen.weights)),
                                     QString::number(bitsPerElement(chosen.activations)));
    m_summary->setText(coreText(describe(chosen)) + QLatin1Char('\n') + storage + QLatin1Char('\n')
                       + (!problem.isEmpty() ? problem
                          : mode.empty()     ? tr("Not one of the chip's formats: computed in software.")
                                             : tr("The chip's %1 mode.").arg(shownText(mode).toUpper())));
}

} // namespace vsq
