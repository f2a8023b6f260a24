// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/network/formatdialog.h"

#include "views/theme/theme.h"

#include <QComboBox>
#include <QDialogButtonBox>
#include <QDoubleSpinBox>
#include <QGridLayout>
#include <QLabel>
#include <QVBoxLayout>

namespace vsq {

namespace {

QComboBox *makeBox(const QString &name, const QString &accessibleName, const QString &tip, QWidget *parent)
{
    auto *box = new QComboBox(parent);
    box->setObjectName(name);
    box->setAccessibleName(accessibleName);
    box->setToolTip(tip);
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
    const QStringList rows{tr("Bits of a code"), tr("Scale shared by"), tr("Vector size"), tr("Bits of a scale")};
    for (int row = 0; row < rows.size(); ++row) {
        grid->addWidget(new QLabel(rows[row]), row + 1, 0);
    }
    m_weights = makeSide(QStringLiteral("weight"), tr("Weights"), grid, 1, format.weights);
    m_activations = makeSide(QStringLiteral("activation"), tr("Activations"), grid, 2, format.activations);

    m_calibration = makeBox(QStringLiteral("calibrationBox"), tr("Calibration"),
                            tr("How the largest representable magnitude is chosen from data"), this);
    const QStringList methods{tr("Maximum"), tr("Percentile"), tr("Entropy (KL)"), tr("Mean square error"), tr("OCTAV")};
    m_calibration->addItems(methods);
    m_calibration->setCurrentIndex(static_cast<int>(format.calibration.method));
    m_percentile = new QDoubleSpinBox(this);
    m_percentile->setObjectName(QStringLiteral("percentileBox"));
    m_percentile->setAccessibleName(tr("Percentile"));
    m_percentile->setToolTip(tr("Share of magnitudes that the range covers, in percent"));
    m_percentile->setRange(50.0, 100.0);
    m_percentile->setDecimals(4);
    m_percentile->setSuffix(QStringLiteral(" %"));
    m_percentile->setValue(format.calibration.percentile);
    grid->addWidget(new QLabel(tr("Calibration")), 5, 0);
    grid->addWidget(m_calibration, 5, 1);
    grid->addWidget(m_percentile, 5, 2);

    m_summary = new QLabel(this);
    m_summary->setObjectName(QStringLiteral("formatSummary"));
    m_summary->setWordWrap(true);
    m_summary->setMinimumHeight(2 * fontMetrics().lineSpacing() + Theme::kGrid / 2);
    m_summary->setAlignment(Qt::AlignTop | Qt::AlignLeft);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel, this);
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(2 * Theme::kGrid, 2 * Theme::kGrid, 2 * Theme::kGrid, 2 * Theme::kGrid);
    layout->setSpacing(2 * Theme::kGrid);
    layout->addLayout(grid);
    layout->addWidget(m_summary);
    layout->addWidget(buttons);

    for (QComboBox *box : {m_weights.bits, m_weights.vector, m_weights.scaleBits, m_weights.granularity, m_activations.bits,
                           m_activations.vector, m_activations.scaleBits, m_activations.granularity, m_calibration}) {
        connect(box, &QComboBox::currentIndexChanged, this, &FormatDialog::refresh);
    }
    connect(m_percentile, &QDoubleSpinBox::valueChanged, this, &FormatDialog::refresh);
    refresh();
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
    choose(side.bits, format.bits);
    choose(side.granularity, static_cast<int>(format.granularity));
    choose(side.vector, format.vectorSize);
    choose(side.scaleBits, format.scaleBits);
    int row = 1;
    for (QComboBox *box : {side.bits, side.granularity, side.vector, side.scaleBits}) {
        grid->addWidget(box, row++, column);
    }
    return side;
}

OperandFormat FormatDialog::formatOf(const Side &side)
{
    OperandFormat format;
    format.bits = side.bits->currentData().toInt();
    format.granularity = static_cast<Granularity>(side.granularity->currentData().toInt());
    format.vectorSize = side.vector->currentData().toInt();
    format.scaleBits = format.granularity == Granularity::Vector ? side.scaleBits->currentData().toInt() : 0;
    return format;
}

NumberFormat FormatDialog::format() const
{
    NumberFormat format;
    format.weights = formatOf(m_weights);
    format.activations = formatOf(m_activations);
    format.calibration.method = static_cast<Calibration::Method>(m_calibration->currentIndex());
    format.calibration.percentile = m_percentile->value();
    return format;
}

void FormatDialog::enable(const Side &side)
{
    const bool vectors = side.granularity->currentData().toInt() == static_cast<int>(Granularity::Vector);
    side.vector->setEnabled(vectors);
    side.scaleBits->setEnabled(vectors);
}

void FormatDialog::refresh()
{
    enable(m_weights);
    enable(m_activations);
    m_percentile->setEnabled(m_calibration->currentIndex() == static_cast<int>(Calibration::Method::Percentile));
    const NumberFormat chosen = format();
    const std::string name = nameOf(chosen);
    m_summary->setText(QString::fromStdString(describe(chosen)) + QLatin1Char('\n')
                       + (name.empty() ? tr("Not one of the chip's formats: computed in software.")
                                       : tr("The chip's %1 mode.").arg(QString::fromStdString(name).toUpper())));
}

} // namespace vsq
