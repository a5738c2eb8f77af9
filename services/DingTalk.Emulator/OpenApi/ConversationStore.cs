using DingTalk.Emulator.Apps;

namespace DingTalk.Emulator.OpenApi;

// The conversations that the OpenAPI may address: groups with at least one message, and each user's direct conversation.
internal sealed class ConversationStore : IResettable
{
    private const int Most = 100_000;

    private readonly Lock _gate = new();
    private readonly HashSet<(string App, string Conversation)> _groups = [];
    private readonly Dictionary<(string App, string StaffId), string> _direct = [];
    private readonly Dictionary<string, string> _nicks = new(StringComparer.Ordinal);
    private readonly Dictionary<(string App, string Conversation), string> _last = [];

    public void Record(EmulatorApp app, string conversationType, string conversationId, string staffId, string nick)
    {
        lock (_gate)
        {
            if (_groups.Count + _direct.Count + _nicks.Count + _last.Count > Most)
            {
                Clear();
            }

            _nicks[staffId] = nick;
            _last[(app.ClientId, conversationId)] = staffId;
            if (conversationType == "2")
            {
                _groups.Add((app.ClientId, conversationId));
            }
            else
            {
                _direct[(app.ClientId, staffId)] = conversationId;
            }
        }
    }

    // Ids are case sensitive.
    public bool KnowsGroup(EmulatorApp app, string conversationId)
    {
        lock (_gate)
        {
            return _groups.Contains((app.ClientId, conversationId));
        }
    }

    // The direct conversation that the user wrote in last, else the default one.
    public string DirectOf(EmulatorApp app, string staffId)
    {
        lock (_gate)
        {
            return _direct.GetValueOrDefault((app.ClientId, staffId)) ?? AppDirectory.DirectConversationId(app, staffId);
        }
    }

    // The user who wrote last in the conversation.
    public string LastIn(EmulatorApp app, string conversationId)
    {
        lock (_gate)
        {
            return _last.GetValueOrDefault((app.ClientId, conversationId)) ?? "demo-user";
        }
    }

    public string NickOf(string staffId)
    {
        lock (_gate)
        {
            return _nicks.GetValueOrDefault(staffId, staffId);
        }
    }

    public void Reset()
    {
        lock (_gate)
        {
            Clear();
        }
    }

    private void Clear()
    {
        _groups.Clear();
        _direct.Clear();
        _nicks.Clear();
        _last.Clear();
    }
}
