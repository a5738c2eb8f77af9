using Microsoft.Extensions.AI;
using PicoClaw.Agent.Models.Wire.Answers;

namespace PicoClaw.Agent.Models.Wire;

/// <summary>The state of one model call that the HTTP handlers need and the protocol's client cannot carry.</summary>
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

    /// <summary>The exchange of the call that the current async flow makes.</summary>
    public static Exchange? Current => Ambient.Value;

    /// <summary>The model's thought before this answer.</summary>
    public Thought Thought { get; } = new();

    /// <summary>Begins one for the calling method and everything it calls.</summary>
    /// <param name="messages">The prompt.</param>
    /// <param name="alive">Called whenever anything is received.</param>
    public static Exchange Begin(IEnumerable<ChatMessage> messages, Action alive) => Ambient.Value = new Exchange(messages, alive);

    public void Alive() => _alive();

    /// <summary>The thought that led to a tool call of an earlier answer.</summary>
    public Thought? ThoughtFor(string callId) => _thoughts.GetValueOrDefault(callId);

    /// <summary>Keeps the thought beside the tool calls that it led to, as long as they are part of the prompt.</summary>
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
