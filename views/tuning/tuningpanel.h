// SPDX-License-Identifier: GPL-3.0-or-later
// The controls of a fine-tuning: what to learn from, by which recipe, where the tuned network goes; start, progress with the time
// left, stop.
#pragma once

#include "views/workspace/tuningrequest.h"

#include <QJsonObject>
#include <QWidget>

class QCheckBox;
class QComboBox;
class QDoubleSpinBox;
class QFormLayout;
class QLabel;
class QLineEdit;
class QProgressBar;
class QPushButton;
class QSpinBox;
class QToolButton;

namespace vsq {

class Workspace;

class TuningPanel : public QWidget {
    Q_OBJECT
public:
    explicit TuningPanel(Workspace *workspace, QWidget *parent = nullptr);

    /// What would run.
    [[nodiscard]] TuningRequest request() const;
    void startOrStop();
    [[nodiscard]] QJsonObject saveState() const;
    void restoreState(const QJsonObject &state);

private:
    void buildFields();
    void buildForm(QFormLayout *form);
    [[nodiscard]] QWidget *withButton(QLineEdit *field, QToolButton *button);
    void askForData();
    void askForOut();
    void refresh();
    void showProgress();

    Workspace *m_workspace;
    QLabel *m_format;
    QLineEdit *m_data;
    QToolButton *m_chooseData;
    QComboBox *m_recipe;
    QSpinBox *m_epochs;
    QLineEdit *m_rate;
    QSpinBox *m_items;
    QDoubleSpinBox *m_distillation;
    QSpinBox *m_density;
    QCheckBox *m_static;
    QLineEdit *m_out;
    QToolButton *m_chooseOut;
    QPushButton *m_start;
    QLabel *m_hint;
    QProgressBar *m_progress;
    QLabel *m_left;
};

} // namespace vsq
