// SPDX-License-Identifier: GPL-3.0-or-later
// What something is asked with: forms that scroll where the dock is low, and below them, always in sight, what starts the work
// and how far it is.
#pragma once

#include <QWidget>

#include <vector>

class QFormLayout;
class QLabel;
class QProgressBar;
class QVBoxLayout;

namespace vsq {

class JobQueue;

class FormPanel : public QWidget {
    Q_OBJECT
public:
    /// name: what the panel's parts are called by, "study" gives "studyScroll"; progress: the bar for people who do not see it.
    FormPanel(const QString &name, const QString &progress, QWidget *parent = nullptr);

    /// A new form below the others. Its fields belong to the scrolled part.
    QFormLayout *addForm();
    /// A line between two forms.
    void addLine();
    /// After the last form: what is left of the height goes below, and the width is theirs.
    void endForms();
    /// Above the progress: buttons and remarks.
    [[nodiscard]] QVBoxLayout *foot() const { return m_foot; }

    /// While one of these jobs (ids) runs: its progress, the time left and what it is at; else neither.
    void showWork(const JobQueue &jobs, const std::vector<int> &ids);

private:
    QWidget *m_fields;
    QVBoxLayout *m_forms;
    QWidget *m_scroll;
    QVBoxLayout *m_foot;
    QProgressBar *m_progress;
    QLabel *m_left;
};

} // namespace vsq
