using Microsoft.Extensions.AI;

namespace PicoClaw.Agent.Models.Wire;

/// <summary>What one call of a model needs on the wire and its client has no place for.</summary>
internal sealed class Exchange
{
    private const string Key = "picoclaw.thought";

    private static readonly AsyncLocal<Exchange?> Ambient = new();

    private readonly Dictionary<string, Thought> _thoughts = [];
    private readonly Action _alive;

    private Exchange(IEnumerable<ChatMessage> messages, Action alive)
    {
        _alive = alive;
        foreach (var content in messages.SelectMany(message => message.Contents).OfType<FunctionCallContent>())
        {
            if (content.AdditionalProperties?.TryGetValue(Key, out var thought) == true)
            {
                _thoughts[content.CallId] = (Thought)thought!;
            }
        }
    }

    /// <summary>That of the call that the current flow makes.</summary>
    public static Exchange? Current => Ambient.Value;

    /// <summary>What was thought for this answer.</summary>
    public Thought Thought { get; } = new();

    /// <summary>Begins one for the calling method and all that it calls.</summary>
    /// <param name="messages">The prompt.</param>
    /// <param name="alive">Called when something was received, whatever it is.</param>
    public static Exchange Begin(IEnumerable<ChatMessage> messages, Action alive) => Ambient.Value = new Exchange(messages, alive);

    public void Alive() => _alive();

    /// <summary>What was thought for a call of an earlier answer.</summary>
    public Thought? ThoughtFor(string callId) => _thoughts.GetValueOrDefault(callId);

    /// <summary>Keeps what was thought beside the calls that it led to, for as long as they are part of the prompt.</summary>
    public void KeepThought(ChatResponse response)
    {
        if (Thought.IsEmpty)
        {
            return;
        }

        foreach (var call in response.Messages.SelectMany(message => message.Contents).OfType<FunctionCallContent>())
        {
            (call.AdditionalProperties ??= [])[Key] = Thought;
        }
    }
}
