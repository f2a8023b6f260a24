// SPDX-License-Identifier: GPL-3.0-or-later
// What the window shows when nothing is open: recent files, bundled samples with one line each, a place to drop a file.
#pragma once

#include <QString>
#include <QWidget>

#include <vector>

class QVBoxLayout;

namespace vsq {

/// One thing that can be opened from the start page.
struct StartItem {
    QString path;
    QString dataPath;
    QString title;
    QString description;
    bool missing = false; ///< shown greyed, cannot be opened
};

class StartPage : public QWidget {
    Q_OBJECT
public:
    explicit StartPage(QWidget *parent = nullptr);

    void setSamples(const std::vector<StartItem> &samples);
    void setRecent(const std::vector<StartItem> &recent);
    /// A file hovers over the window.
    void setDropping(bool dropping);

Q_SIGNALS:
    void openRequested(const QString &path, const QString &dataPath);
    void browseRequested();
    void tourRequested();
    void forgetRequested(const QString &path); ///< of a recent file

protected:
    void changeEvent(QEvent *event) override;

private:
    void fill(QVBoxLayout *column, const std::vector<StartItem> &items, const QString &iconName, const QString &nothing,
              bool forgettable);

    QVBoxLayout *m_samples = nullptr;
    QVBoxLayout *m_recent = nullptr;
    class DropArea *m_drop = nullptr;
};

} // namespace vsq
