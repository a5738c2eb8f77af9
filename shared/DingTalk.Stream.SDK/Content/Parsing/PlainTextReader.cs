using System.Runtime.CompilerServices;
using System.Text.Json;

namespace DingTalk.Stream.Protocol;

// Fast path for the most common message, plain text without a quote: one pass over its tokens. Anything unexpected is left to
// BotMessageParser, which reads text messages to the same result in twice the time.
internal ref struct PlainTextReader
{
    private static readonly JsonReaderOptions Options = new() { MaxDepth = LenientJson.MaxDepth };

    private Utf8JsonReader _reader;
    private Values _values;
    private string? _text;
    private DateTimeOffset? _createdAt;
    private DateTimeOffset? _webhookExpiresAt;
    private bool _isAdmin;
    private bool _isInAtList;
    private IReadOnlyList<MentionedUser> _atUsers = [];

    private PlainTextReader(ReadOnlySpan<byte> utf8) => _reader = new Utf8JsonReader(utf8, Options);

    // Null when the message is not plain text or not written in the usual way.
    public static BotMessage? Read(ReadOnlySpan<byte> utf8, string frameMessageId, MessagePayload payload)
    {
        try
        {
            var reader = new PlainTextReader(utf8);
            return reader.ReadAll() ? reader.Message(frameMessageId, payload) : null;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    private bool ReadAll()
    {
        if (!_reader.Read() || _reader.TokenType != JsonTokenType.StartObject)
        {
            return false;
        }

        while (_reader.Read() && _reader.TokenType == JsonTokenType.PropertyName)
        {
            var field = PlainTextFields.Find(ref _reader);
            if (field == PlainTextField.Unknown)
            {
                _reader.Skip();
            }
            else if (!_reader.Read() || !ReadField(field))
            {
                return false;
            }
        }

        return !_reader.Read();
    }

    private bool ReadField(PlainTextField field) => field switch
    {
        <= PlainTextField.MessageType => ReadText(out _values[(int)field]),
        PlainTextField.CreatedAt => ReadTime(out _createdAt),
        PlainTextField.SessionWebhookExpiresAt => ReadTime(out _webhookExpiresAt),
        PlainTextField.IsAdmin => ReadFlag(out _isAdmin),
        PlainTextField.IsInAtList => ReadFlag(out _isInAtList),
        PlainTextField.AtUsers => ReadAtUsers(),
        PlainTextField.Text => ReadContent(),
        _ => false,
    };

    private bool ReadText(out string? text)
    {
        text = _reader.TokenType == JsonTokenType.String && _reader.ValueSpan.Length > 0 ? StringCache.Get(ref _reader) : null;
        return _reader.TokenType is JsonTokenType.String or JsonTokenType.Null;
    }

    private bool ReadTime(out DateTimeOffset? time)
    {
        var milliseconds = 0L;
        var isNumber = _reader.TokenType == JsonTokenType.Number && _reader.TryGetInt64(out milliseconds);
        time = LenientJson.FromMilliseconds(milliseconds);
        return isNumber;
    }

    private bool ReadFlag(out bool flag)
    {
        flag = _reader.TokenType == JsonTokenType.True;
        return _reader.TokenType is JsonTokenType.True or JsonTokenType.False;
    }

    private bool ReadContent()
    {
        if (_reader.TokenType != JsonTokenType.StartObject)
        {
            return false;
        }

        while (_reader.Read() && _reader.TokenType == JsonTokenType.PropertyName)
        {
            if (!_reader.ValueTextEquals("content"u8) || !_reader.Read() || _reader.TokenType != JsonTokenType.String)
            {
                return false;
            }

            _text = _reader.GetString();
        }

        return _text is not null;
    }

    private bool ReadAtUsers()
    {
        if (_reader.TokenType != JsonTokenType.StartArray)
        {
            return false;
        }

        List<MentionedUser> users = new(2);
        while (_reader.Read() && _reader.TokenType == JsonTokenType.StartObject)
        {
            if (!ReadAtUser(users))
            {
                return false;
            }
        }

        _atUsers = users;
        return _reader.TokenType == JsonTokenType.EndArray;
    }

    private bool ReadAtUser(List<MentionedUser> users)
    {
        string? dingTalkId = null, staffId = null;
        while (_reader.Read() && _reader.TokenType == JsonTokenType.PropertyName)
        {
            var isId = _reader.ValueTextEquals("dingtalkId"u8);
            if ((!isId && !_reader.ValueTextEquals("staffId"u8)) || !_reader.Read() || !ReadText(out var value))
            {
                return false;
            }

            (dingTalkId, staffId) = isId ? (value, staffId) : (dingTalkId, value);
        }

        users.Add(new MentionedUser(dingTalkId, staffId, null));
        return true;
    }

    private readonly BotMessage? Message(string frameMessageId, MessagePayload payload)
    {
        var messageId = Value(PlainTextField.MessageId) ?? frameMessageId;
        return Value(PlainTextField.MessageType) != "text" || _text is null || messageId.Length == 0 ? null : new BotMessage
        {
            MessageId = messageId,
            ConversationId = Value(PlainTextField.ConversationId) ?? "",
            IsGroup = Value(PlainTextField.ConversationType) != "1",
            ConversationTitle = Value(PlainTextField.ConversationTitle),
            MessageType = "text",
            Content = new TextContent(_text),
            CreatedAt = _createdAt,
            SenderId = Value(PlainTextField.SenderId),
            SenderStaffId = Value(PlainTextField.SenderStaffId),
            SenderNick = Value(PlainTextField.SenderNick),
            SenderCorpId = Value(PlainTextField.SenderCorpId),
            SenderUnionId = Value(PlainTextField.SenderUnionId),
            SenderPlatform = Value(PlainTextField.SenderPlatform),
            IsAdmin = _isAdmin,
            RobotCode = Value(PlainTextField.RobotCode),
            ChatbotUserId = Value(PlainTextField.ChatbotUserId),
            ChatbotCorpId = Value(PlainTextField.ChatbotCorpId),
            IsInAtList = _isInAtList,
            AtUsers = _atUsers,
            SessionWebhook = LenientJson.WebAddress(Value(PlainTextField.SessionWebhook)),
            SessionWebhookExpiresAt = _webhookExpiresAt,
            Payload = payload,
        };
    }

    private readonly string? Value(PlainTextField field) => _values[(int)field];

    // One value per field that holds text.
    [InlineArray((int)PlainTextField.MessageType + 1)]
    private struct Values
    {
        private string? _first;
    }
}
