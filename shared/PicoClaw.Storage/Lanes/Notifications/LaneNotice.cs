namespace PicoClaw.Storage.Lanes.Notifications;

/// <summary>New work in a lane, announced by a replica that cannot do it itself.</summary>
/// <param name="Key">The lane's key.</param>
/// <param name="IsFree">True when a replica with a free slot should take the lane; false when its holder should look again.</param>
internal readonly record struct LaneNotice(string Key, bool IsFree);
