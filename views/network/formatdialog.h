// SPDX-License-Identifier: GPL-3.0-or-later
// Chooses any number format: bits and vector size a side, scale bits, who shares a scale, calibration.
#pragma once

#include "core/quantize/format.h"

#include <QDialog>

class QComboBox;
class QDoubleSpinBox;
class QGridLayout;
class QLabel;

namespace vsq {

class FormatDialog : public QDialog {
    Q_OBJECT
public:
    explicit FormatDialog(const NumberFormat &format, QWidget *parent = nullptr);
    [[nodiscard]] NumberFormat format() const;

private:
    struct Side {
        QComboBox *bits = nullptr;
        QComboBox *vector = nullptr;
        QComboBox *scaleBits = nullptr;
        QComboBox *granularity = nullptr;
    };
    Side makeSide(const QString &name, const QString &title, QGridLayout *grid, int column, const OperandFormat &format);
    [[nodiscard]] static OperandFormat formatOf(const Side &side);
    static void enable(const Side &side);
    void refresh();

    Side m_weights;
    Side m_activations;
    QComboBox *m_calibration;
    QDoubleSpinBox *m_percentile;
    QLabel *m_summary;
};

} // namespace vsq
