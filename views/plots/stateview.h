// SPDX-License-Identifier: GPL-3.0-or-later
// The base of the views that are a row of tools over a strip of numbers over content, with a page that says how to fill it while
// there is none.
#pragma once

#include "views/figure/statepage.h"
#include "views/workspace/view.h"

class QHBoxLayout;
class QStackedLayout;
class QToolButton;

namespace vsq {

class NumberStrip;

class StateView : public View {
    Q_OBJECT
protected:
    /// title, description: for screen readers. Object name: id + "View".
    StateView(const QString &id, const QString &title, const QString &description, Workspace *workspace, QWidget *parent);

    /// A button that is not in the row yet.
    QToolButton *makeTool(const char *name, const char *icon, const QString &text, const QString &tip);
    /// Adds to the row of tools; what is free comes behind all of them, or goes to the first where stretchFirst.
    void addTools(std::initializer_list<QWidget *> tools, bool stretchFirst = false);
    /// Made when it is first asked for; hidden while a state is shown.
    NumberStrip *strip();
    /// Below the tools; once.
    void setContent(QWidget *content);

    void showContent();
    void showState(StatePage::State state, const QString &heading, const QString &sentence);
    [[nodiscard]] bool showsContent() const;
    /// Of what is drawn of the layer on the chip: says where there is no network, no layer, none that the chip runs, and returns
    /// true. why: what a layer is opened for, "to see where its cycles go".
    bool showMissingLayer(const QString &why);
    [[nodiscard]] QWidget *shownWidget() const;

private:
    QHBoxLayout *m_tools;
    QStackedLayout *m_stack;
    StatePage *m_state;
    QWidget *m_content = nullptr;
    NumberStrip *m_strip = nullptr;
};

} // namespace vsq
