// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/session.h"

#include "core/base/error.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>

#include <cerrno>
#include <csignal>

namespace vsq {

namespace {

bool isAlive(qint64 process)
{
    return process > 0 && (::kill(static_cast<pid_t>(process), 0) == 0 || errno == EPERM);
}

} // namespace

Session::Session(const QString &folder) : m_folder(folder)
{
    QDir().mkpath(folder);
    QFile mark(markFile());
    if (mark.open(QIODevice::ReadOnly)) {
        // Another window that still runs has not crashed.
        m_crashed = !isAlive(mark.readAll().trimmed().toLongLong());
    }
}

Session::~Session()
{
    end();
}

QString Session::sessionFile() const
{
    return m_folder + QStringLiteral("/session.vsq");
}

QString Session::markFile() const
{
    return m_folder + QStringLiteral("/running");
}

std::optional<Project> Session::saved() const
{
    if (!QFile::exists(sessionFile())) {
        return std::nullopt;
    }
    try {
        return loadProject(sessionFile());
    } catch (const Error &) {
        return std::nullopt; // nothing that a user could do about it
    }
}

void Session::begin()
{
    QFile mark(markFile());
    if (mark.open(QIODevice::WriteOnly | QIODevice::Truncate)) {
        mark.write(QByteArray::number(QCoreApplication::applicationPid()));
        m_begun = true;
    }
}

void Session::save(const Project &project)
{
    try {
        saveProject(project, sessionFile());
    } catch (const Error &) {
        // A full or read-only home must not disturb the work.
    }
}

void Session::clear()
{
    QFile::remove(sessionFile());
}

void Session::end()
{
    if (m_begun) {
        QFile::remove(markFile());
        m_begun = false;
    }
}

} // namespace vsq
