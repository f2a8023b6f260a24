// SPDX-License-Identifier: GPL-3.0-or-later
// Asks where and how large a figure is to be written, and shows it as it will be.
#pragma once

#include "views/figure/figureexport.h"

#include <QDialog>

class QComboBox;
class QDoubleSpinBox;
class QLabel;
class QLineEdit;
class QPushButton;

namespace vsq {

class ExportDialog : public QDialog {
    Q_OBJECT
public:
    explicit ExportDialog(FigureSpec spec, QWidget *parent = nullptr);

    [[nodiscard]] const FigureSpec &figure() const { return m_spec; }
    [[nodiscard]] QString path() const;
    [[nodiscard]] ExportOptions options() const;

    void accept() override;

private:
    void browse();
    void refresh();

    FigureSpec m_spec;
    QLineEdit *m_path;
    QComboBox *m_format;
    QComboBox *m_width;
    QDoubleSpinBox *m_height;
    QLabel *m_preview;
    QLabel *m_beside;
    QPushButton *m_save;
};

} // namespace vsq
