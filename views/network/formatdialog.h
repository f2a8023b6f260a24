// SPDX-License-Identifier: GPL-3.0-or-later
// Chooses any number format: a named one or integers of any width a side, calibration, what is done before quantizing.
#pragma once

#include "core/quantize/format.h"

#include <QDialog>

#include <optional>

class QCheckBox;
class QComboBox;
class QDoubleSpinBox;
class QGridLayout;
class QLabel;
class QPushButton;

namespace vsq {

class FormatDialog : public QDialog {
    Q_OBJECT
public:
    explicit FormatDialog(const NumberFormat &format, QWidget *parent = nullptr);
    [[nodiscard]] NumberFormat format() const;

private:
    struct Side {
        QComboBox *name = nullptr; ///< of the table, or integers as the boxes below say
        QComboBox *bits = nullptr;
        QComboBox *vector = nullptr;
        QComboBox *scaleBits = nullptr;
        QComboBox *granularity = nullptr;
        QComboBox *rule = nullptr;
        QCheckBox *search = nullptr;
    };
    Side makeSide(const QString &name, const QString &title, QGridLayout *grid, int column, const OperandFormat &format);
    void makeCalibration(QGridLayout *grid, int row, const Calibration &calibration);
    void makePreparation(QGridLayout *grid, int row, const Preparation &preparation);
    [[nodiscard]] static OperandFormat formatOf(const Side &side);
    void follow(const Side &side);
    void refresh();

    Side m_weights;
    Side m_activations;
    QComboBox *m_calibration;
    QDoubleSpinBox *m_percentile;
    QComboBox *m_hadamard;
    QCheckBox *m_smooth;
    QDoubleSpinBox *m_alpha;
    std::optional<std::uint64_t> m_signs; ///< kept as they came
    QLabel *m_summary;
    QPushButton *m_accept;
};

} // namespace vsq
