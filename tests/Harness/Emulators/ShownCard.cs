namespace Harness.Emulators;

/// <summary>A card as everybody sees it.</summary>
/// <param name="OutTrackId">Its id, given by the bot.</param>
/// <param name="State">processing, inputting, executing, finished or failed: people see the first three as generating.</param>
/// <param name="Finalized">Ended by a frame of the stream.</param>
/// <param name="Foreign">People see only that it cannot be loaded.</param>
/// <param name="Updates">The frames and updates so far.</param>
internal sealed record ShownCard(string OutTrackId, string State, bool Finalized, bool Foreign, long Updates)
{
    public bool IsOpen => State is not ("finished" or "failed");
}
