using System.Text.Json;

namespace PicoClaw.Agent.Models.Wire.Answers;

/// <summary>Rewrites one answer so that the strict client of its protocol can read it.</summary>
internal interface IAnswerRewriter
{
    /// <summary>True once the answer has said that it ended: a connection that breaks later does no harm.</summary>
    bool IsFinished { get; }

    /// <summary>True when this JSON is an answer or a piece of one.</summary>
    bool Knows(JsonElement root);

    /// <summary>The events to pass on for one event, each as it goes over the wire.</summary>
    IEnumerable<string> Event(JsonElement root);

    /// <summary>The events to pass on at the end.</summary>
    IEnumerable<string> End();

    /// <summary>Rewrites an answer that came as one document.</summary>
    string Whole(JsonElement root);

    /// <summary>Rewrites such an answer as events, for a client that has asked for a stream.</summary>
    IEnumerable<string> WholeAsEvents(JsonElement root);
}
