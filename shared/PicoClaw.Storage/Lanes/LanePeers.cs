using PicoClaw.Storage.Lanes.Notifications;
using PicoClaw.Storage.Lanes.Presence;

namespace PicoClaw.Storage.Lanes;

/// <summary>What a replica and the others of its service know of each other.</summary>
/// <param name="Notifier">Tells of work.</param>
/// <param name="Presence">Shows that it lives.</param>
internal sealed record LanePeers(ILaneNotifier Notifier, ILanePresence Presence)
{
    /// <summary>There are no others.</summary>
    public static LanePeers None => new(new NoLaneNotifier(), new NoLanePresence());
}
