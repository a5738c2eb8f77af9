namespace PicoClaw.Storage.Lanes;

/// <summary>Another holder has the lane now; the transaction was not committed.</summary>
public sealed class LeaseLostException(string key) : Exception($"The lease of lane {key} was taken over.");
