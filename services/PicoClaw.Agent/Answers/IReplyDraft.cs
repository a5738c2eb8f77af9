namespace PicoClaw.Agent.Answers;

/// <summary>
/// A reply in the making. What it shows is provisional: the reply that the turn commits replaces it. It neither waits nor throws; what it cannot show is
/// skipped.
/// </summary>
internal interface IReplyDraft : IDisposable
{
    /// <summary>False: nobody reads what is written, only that the bot is at work. The model is then asked for the whole answer at once.</summary>
    bool ShowsText { get; }

    /// <summary>What the model has written so far, as far as it is shown.</summary>
    string Text { get; }

    /// <summary>The model is asked.</summary>
    void Think();

    /// <summary>A tool runs; null: it has ended, and the model is asked again.</summary>
    void UseTool(string? name);

    /// <summary>The model has written more.</summary>
    void Append(string piece);

    /// <summary>The model starts over: what it writes from now on replaces the text.</summary>
    void Restart();
}
