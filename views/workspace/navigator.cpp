// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/workspace/navigator.h"

#include "views/workspace/simulationcontroller.h"
#include "views/workspace/workspace.h"

namespace vsq {

Navigator::Navigator(Workspace *workspace) : QObject(workspace), m_workspace(workspace)
{
    connect(workspace, &Workspace::networkChanged, this, &Navigator::forget);
    connect(workspace->simulation(), &SimulationController::loaded, this, &Navigator::arrive);
}

void Navigator::forget()
{
    m_places.clear();
    m_at = 0;
    m_wanted.reset();
    Q_EMIT changed();
}

std::optional<ChipPlace> Navigator::here() const
{
    const auto snapshot = m_workspace->simulation()->snapshot();
    if (m_workspace->openedLayer() < 0 || !snapshot) {
        return std::nullopt;
    }
    return ChipPlace{m_workspace->openedLayer(), m_workspace->openedProduct(), snapshot->next.cycle, m_workspace->selection()};
}

void Navigator::goTo(const ChipPlace &place)
{
    const auto now = here();
    m_places.resize(std::min(m_places.size(), m_at)); // what was gone back from is left
    if (now && (m_places.empty() || !(m_places.back() == *now))) {
        m_places.push_back(*now);
    }
    m_at = m_places.size();
    m_places.push_back(place);
    move(place);
    Q_EMIT changed();
}

void Navigator::back()
{
    if (!canGoBack()) {
        return;
    }
    if (const auto now = here(); now && m_at < m_places.size()) {
        m_places[m_at] = *now; // as it was left
    }
    move(m_places[--m_at]);
    Q_EMIT changed();
}

void Navigator::forward()
{
    if (canGoForward()) {
        move(m_places[++m_at]);
        Q_EMIT changed();
    }
}

void Navigator::move(const ChipPlace &place)
{
    m_wanted = place;
    const bool isOpen = m_workspace->openedLayer() == place.layer && m_workspace->openedProduct() == place.product
                        && m_workspace->simulation()->isLoaded();
    if (isOpen) {
        arrive();
        return;
    }
    Selection selection = place.selection;
    selection.layer = place.layer; // what is selected in the layer stays when it is open
    m_workspace->select(selection);
    m_workspace->openLayer(place.layer, place.product);
}

void Navigator::arrive()
{
    if (!m_wanted || m_workspace->openedLayer() != m_wanted->layer || m_workspace->openedProduct() != m_wanted->product
        || !m_workspace->simulation()->isLoaded()) {
        return;
    }
    const ChipPlace place = *m_wanted;
    m_wanted.reset();
    Selection selection = place.selection;
    selection.layer = place.layer;
    m_workspace->select(selection);
    m_workspace->simulation()->seek(place.cycle);
    Q_EMIT arrived();
}

} // namespace vsq
