// SPDX-License-Identifier: GPL-3.0-or-later
// Asks where and how large a figure is to be written, and shows it as it will be, at its true size. Several plots of the view can
// leave as one figure.
#pragma once

#include "views/figure/figureexport.h"

#include <QDialog>
#include <QTimer>

class QComboBox;
class QDoubleSpinBox;
class QLabel;
class QLineEdit;
class QListWidget;
class QPushButton;
class QSpinBox;

namespace vsq {

class ExportDialog : public QDialog {
    Q_OBJECT
public:
    explicit ExportDialog(const FigureSpec &spec, QWidget *parent = nullptr);
    /// all: the plots of the view; current: the one that is chosen to begin with.
    ExportDialog(std::vector<FigureSpec> all, int current, QWidget *parent = nullptr);

    /// The chosen plot, or several as one.
    [[nodiscard]] FigureSpec figure() const;
    [[nodiscard]] QString path() const;
    [[nodiscard]] ExportOptions options() const;

    void accept() override;

private:
    void buildFields();
    void browse();
    void refresh();
    void chosenChanged();
    void showPreview();
    [[nodiscard]] std::vector<FigureSpec> chosen() const;

    std::vector<FigureSpec> m_all;
    QListWidget *m_plots;
    QSpinBox *m_columns;
    QLineEdit *m_path;
    QComboBox *m_format;
    QComboBox *m_preset;
    QDoubleSpinBox *m_height;
    QLabel *m_preview;
    QLabel *m_size;
    QLabel *m_beside;
    QPushButton *m_save;
    QTimer m_soon; ///< the preview, once typing pauses
};

} // namespace vsq
