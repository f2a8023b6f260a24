// SPDX-License-Identifier: GPL-3.0-or-later
// Moments that the user keeps: a sentence, where the chip was, what was selected, and the figures of the views that were seen.
#pragma once

#include "views/workspace/selection.h"

#include <QByteArray>
#include <QObject>
#include <QString>

#include <vector>

namespace vsq {

/// A view's figure as it was, as SVG.
struct NotebookFigure {
    QString name; ///< file-name safe
    QString title;
    QByteArray svg;
    bool operator==(const NotebookFigure &) const = default;
};

struct NotebookEntry {
    QString sentence;
    QString layer; ///< name
    int product = 0;
    std::int64_t cycle = 0; ///< the cycle to come
    Selection selection;    ///< its layer's index is looked up by name
    QString place;          ///< in words: loop indices, what was selected
    QString format;         ///< that the layer ran with
    std::vector<NotebookFigure> figures;
    bool operator==(const NotebookEntry &) const = default;
};

class Notebook : public QObject {
    Q_OBJECT
public:
    using QObject::QObject;

    [[nodiscard]] const std::vector<NotebookEntry> &entries() const { return m_entries; }
    void add(NotebookEntry entry);
    void remove(int index);
    void setSentence(int index, const QString &sentence);
    void move(int from, int to);
    void set(std::vector<NotebookEntry> entries);

Q_SIGNALS:
    void changed();

private:
    std::vector<NotebookEntry> m_entries;
};

/// As Markdown; figures are linked in a folder of this name beside it.
QString notebookMarkdown(const std::vector<NotebookEntry> &entries, const QString &network, const QString &figureFolder);
/// Writes the Markdown to a path and the figures into the folder "NAME-figures" beside it; returns the paths. Each file is
/// written whole or not at all. Throws Error.
QStringList exportNotebook(const std::vector<NotebookEntry> &entries, const QString &network, const QString &path);

} // namespace vsq
