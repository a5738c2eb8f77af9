namespace PicoClaw.Storage.Lanes.Notifications;

/// <summary>New work in a lane that the replica which heard of it does not do itself.</summary>
/// <param name="Key">The lane's key.</param>
/// <param name="IsFree">True when somebody with a free slot should take the lane; else somebody holds it and should look again.</param>
internal readonly record struct LaneNotice(string Key, bool IsFree);
