// SPDX-License-Identifier: GPL-3.0-or-later
// Moments kept with a click and a sentence: jump back to them, export them as Markdown with the figures that were seen.
#pragma once

#include "views/plots/stateview.h"
#include "views/workspace/notebook.h"

class QLabel;
class QLineEdit;
class QToolButton;
class QTreeWidget;

namespace vsq {

class NotebookView : public StateView {
    Q_OBJECT
public:
    explicit NotebookView(Workspace *workspace, QWidget *parent = nullptr);

    [[nodiscard]] std::vector<FigureSpec> figures() const override; ///< the moments as a table
    [[nodiscard]] QWidget *focusTarget() override;

    /// Keeps where the chip is, what is selected and the figures of the views of this window that are seen.
    void keepMoment(const QString &sentence);
    void jumpTo(int index);
    /// Markdown to this path, figures beside it; tells of errors in the message bar.
    void exportMarkdown(const QString &path);

private:
    void keepTyped();
    void refresh();
    void showPreview();
    void askForMarkdown();
    void showMenu(const QPoint &position);
    [[nodiscard]] int currentRow() const;
    [[nodiscard]] std::vector<NotebookFigure> seenFigures() const;
    [[nodiscard]] QString placeText() const;

    QLineEdit *m_sentence;
    QToolButton *m_keep;
    QToolButton *m_export;
    QTreeWidget *m_list;
    QLabel *m_preview;
    bool m_filling = false;
};

} // namespace vsq
