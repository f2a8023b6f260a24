// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/settings.h"

#include <QDir>

#include <algorithm>

namespace vsq {

namespace {

constexpr int kLayoutVersion = 1; ///< grows when docks are renamed or regrouped

QString layoutKey(const QString &name)
{
    return QStringLiteral("layout%1/%2").arg(kLayoutVersion).arg(name);
}

} // namespace

Theme::Preference Settings::theme() const
{
    const QString name = m_store.value(QStringLiteral("theme")).toString();
    if (name == QLatin1String("light")) {
        return Theme::Preference::Light;
    }
    return name == QLatin1String("dark") ? Theme::Preference::Dark : Theme::Preference::System;
}

void Settings::setTheme(Theme::Preference preference)
{
    m_store.setValue(QStringLiteral("theme"), preference == Theme::Preference::Light  ? QStringLiteral("light")
                                              : preference == Theme::Preference::Dark ? QStringLiteral("dark")
                                                                                      : QStringLiteral("system"));
}

bool Settings::reducedMotion() const
{
    return m_store.value(QStringLiteral("reducedMotion"), false).toBool();
}

void Settings::setReducedMotion(bool reduced)
{
    m_store.setValue(QStringLiteral("reducedMotion"), reduced);
}

std::vector<RecentFile> Settings::recentFiles() const
{
    std::vector<RecentFile> files;
    auto &store = const_cast<QSettings &>(m_store); // reading an array moves QSettings' own cursor
    const int count = store.beginReadArray(QStringLiteral("recent"));
    for (int i = 0; i < std::min(count, kMaximumRecent); ++i) {
        store.setArrayIndex(i);
        files.push_back({store.value(QStringLiteral("path")).toString(), store.value(QStringLiteral("data")).toString()});
    }
    store.endArray();
    std::erase_if(files, [](const RecentFile &file) { return file.path.isEmpty(); });
    return files;
}

void Settings::writeRecent(const std::vector<RecentFile> &files)
{
    m_store.remove(QStringLiteral("recent"));
    m_store.beginWriteArray(QStringLiteral("recent"), static_cast<int>(files.size()));
    for (std::size_t i = 0; i < files.size(); ++i) {
        m_store.setArrayIndex(static_cast<int>(i));
        m_store.setValue(QStringLiteral("path"), files[i].path);
        m_store.setValue(QStringLiteral("data"), files[i].dataPath);
    }
    m_store.endArray();
}

void Settings::addRecent(const RecentFile &file)
{
    std::vector<RecentFile> files = recentFiles();
    std::erase_if(files, [&](const RecentFile &other) { return other.path == file.path; });
    files.insert(files.begin(), file);
    files.resize(std::min<std::size_t>(files.size(), kMaximumRecent));
    writeRecent(files);
}

void Settings::forgetRecent(const QString &path)
{
    std::vector<RecentFile> files = recentFiles();
    std::erase_if(files, [&](const RecentFile &other) { return other.path == path; });
    writeRecent(files);
}

QByteArray Settings::layout(const QString &name) const
{
    return m_store.value(layoutKey(name)).toByteArray();
}

void Settings::setLayout(const QString &name, const QByteArray &value)
{
    m_store.setValue(layoutKey(name), value);
}

QString Settings::lastFolder() const
{
    const QString folder = m_store.value(QStringLiteral("folder")).toString();
    return QDir(folder).exists() ? folder : QDir::homePath();
}

void Settings::setLastFolder(const QString &folder)
{
    m_store.setValue(QStringLiteral("folder"), folder);
}

} // namespace vsq
