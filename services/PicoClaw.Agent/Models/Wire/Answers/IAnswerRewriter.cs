using System.Text.Json;

namespace PicoClaw.Agent.Models.Wire;

/// <summary>Rewrites one answer so that the strict client of its protocol can read it.</summary>
internal interface IAnswerShape
{
    /// <summary>True once the answer has said that it ended: what breaks after that breaks nothing.</summary>
    bool IsFinished { get; }

    /// <summary>True when this is an answer, or a piece of one, and not something else in JSON.</summary>
    bool Knows(JsonElement root);

    /// <summary>The events to pass on for one that came, each as it goes over the wire.</summary>
    IEnumerable<string> Event(JsonElement root);

    /// <summary>The events that are passed on when no more come.</summary>
    IEnumerable<string> End();

    /// <summary>An answer that came as one document, as such.</summary>
    string Whole(JsonElement root);

    /// <summary>The same as events, for a client that has asked for them.</summary>
    IEnumerable<string> WholeAsEvents(JsonElement root);
}
