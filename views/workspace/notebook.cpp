// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/workspace/notebook.h"

#include "core/base/error.h"

#include <QDir>
#include <QFileInfo>
#include <QSaveFile>
#include <QUrl>

#include <algorithm>

namespace vsq {

namespace {

/// What Markdown would take for markup.
QString escaped(const QString &text)
{
    QString plain;
    for (const QChar c : text) {
        if (QStringLiteral("\\`*_{}[]<>#|").contains(c)) {
            plain += QLatin1Char('\\');
        }
        plain += c == QLatin1Char('\n') ? QLatin1Char(' ') : c;
    }
    return plain;
}

QString fileOf(std::size_t entry, const NotebookFigure &figure)
{
    return QStringLiteral("%1-%2.svg").arg(entry + 1, 2, 10, QLatin1Char('0')).arg(figure.name);
}

void write(const QString &path, const QByteArray &bytes)
{
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size() || !file.commit()) {
        throw Error({.file = path.toStdString(), .item = {}}, "cannot write", "a writable target",
                    file.errorString().toStdString());
    }
}

} // namespace

void Notebook::add(NotebookEntry entry)
{
    m_entries.push_back(std::move(entry));
    Q_EMIT changed();
}

void Notebook::remove(int index)
{
    if (index >= 0 && index < static_cast<int>(m_entries.size())) {
        m_entries.erase(m_entries.begin() + index);
        Q_EMIT changed();
    }
}

void Notebook::setSentence(int index, const QString &sentence)
{
    if (index >= 0 && index < static_cast<int>(m_entries.size())
        && m_entries[static_cast<std::size_t>(index)].sentence != sentence) {
        m_entries[static_cast<std::size_t>(index)].sentence = sentence;
        Q_EMIT changed();
    }
}

void Notebook::move(int from, int to)
{
    const auto count = static_cast<int>(m_entries.size());
    if (from < 0 || to < 0 || from >= count || to >= count || from == to) {
        return;
    }
    const auto first = m_entries.begin();
    if (from < to) {
        std::rotate(first + from, first + from + 1, first + to + 1);
    } else {
        std::rotate(first + to, first + from, first + from + 1);
    }
    Q_EMIT changed();
}

void Notebook::set(std::vector<NotebookEntry> entries)
{
    m_entries = std::move(entries);
    Q_EMIT changed();
}

QString notebookMarkdown(const std::vector<NotebookEntry> &entries, const QString &network, const QString &figureFolder)
{
    QString text = QStringLiteral("# %1\n").arg(escaped(network));
    for (std::size_t i = 0; i < entries.size(); ++i) {
        const NotebookEntry &entry = entries[i];
        text += QStringLiteral("\n## %1. %2\n\n").arg(i + 1).arg(escaped(entry.sentence));
        text += QStringLiteral("Layer `%1`, product %2, %3, cycle %4")
                    .arg(entry.layer)
                    .arg(entry.product)
                    .arg(entry.format)
                    .arg(entry.cycle);
        text += entry.place.isEmpty() ? QStringLiteral(".\n") : QStringLiteral(": %1.\n").arg(escaped(entry.place));
        for (const NotebookFigure &figure : entry.figures) {
            text += QStringLiteral("\n![%1](%2/%3)\n").arg(escaped(figure.title), figureFolder, fileOf(i, figure));
        }
    }
    return text;
}

QStringList exportNotebook(const std::vector<NotebookEntry> &entries, const QString &network, const QString &path)
{
    const QFileInfo target(path);
    const QString folder = target.completeBaseName() + QStringLiteral("-figures");
    QStringList written;
    const bool any = std::any_of(entries.begin(), entries.end(),
                                 [](const NotebookEntry &entry) { return !entry.figures.empty(); });
    if (any && !target.absoluteDir().mkpath(folder)) {
        throw Error({.file = target.absoluteDir().filePath(folder).toStdString(), .item = {}}, "cannot make the folder",
                    "a writable place", {});
    }
    for (std::size_t i = 0; i < entries.size(); ++i) {
        for (const NotebookFigure &figure : entries[i].figures) {
            const QString file = target.absoluteDir().filePath(folder + QLatin1Char('/') + fileOf(i, figure));
            write(file, figure.svg);
            written.append(file);
        }
    }
    write(path, notebookMarkdown(entries, network, QString::fromLatin1(QUrl::toPercentEncoding(folder))).toUtf8());
    written.prepend(path);
    return written;
}

} // namespace vsq
