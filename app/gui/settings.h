// SPDX-License-Identifier: GPL-3.0-or-later
// What the application remembers between sessions, beside the session itself.
#pragma once

#include "views/theme/theme.h"

#include <QByteArray>
#include <QSettings>
#include <QString>

#include <vector>

namespace vsq {

/// A file that was opened, and the data that belonged to it.
struct RecentFile {
    QString path;
    QString dataPath;
    bool operator==(const RecentFile &) const = default;
};

class Settings {
public:
    static constexpr int kMaximumRecent = 10;

    [[nodiscard]] Theme::Preference theme() const;
    void setTheme(Theme::Preference preference);
    [[nodiscard]] bool reducedMotion() const;
    void setReducedMotion(bool reduced);

    /// Newest first; missing files stay in the list.
    [[nodiscard]] std::vector<RecentFile> recentFiles() const;
    void addRecent(const RecentFile &file);
    void forgetRecent(const QString &path);

    // Docks, sizes, columns: one value of this version each; a value of another version is not given back.
    [[nodiscard]] QByteArray layout(const QString &name) const;
    void setLayout(const QString &name, const QByteArray &value);

    [[nodiscard]] QString lastFolder() const;
    void setLastFolder(const QString &folder);

private:
    void writeRecent(const std::vector<RecentFile> &files);
    QSettings m_store{QStringLiteral("vsqscope"), QStringLiteral("vsqscope")};
};

} // namespace vsq
