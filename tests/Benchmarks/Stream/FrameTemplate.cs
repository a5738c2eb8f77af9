using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Benchmarks.Stream;

/// <summary>
/// A group message as DingTalk pushes it, as a WebSocket frame whose ids are overwritten, so that encoding on the server is not measured.
/// </summary>
internal sealed class FrameTemplate
{
    public const string IdPrefix = "21aa01bb_1f2_";
    private const int Conversations = 50;
    private static readonly JsonSerializerOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly byte[] _frame;
    private readonly int[] _ids;
    private readonly int[] _conversations;

    public FrameTemplate()
    {
        var golden = JsonNode.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "bot-text-group.json")))!["frame"]!;
        var data = JsonNode.Parse((string)golden["data"]!)!;
        data["msgId"] = $"msg{Digits(0)}A1b2C3==";
        var conversation = $"cid{Digits(1)}Ef6GhIjKlMnOp==";
        (data["conversationId"], data["openThreadId"]) = (conversation, conversation);
        golden["headers"]!["messageId"] = IdPrefix + Digits(0);
        golden["data"] = data.ToJsonString(Relaxed);
        var payload = Encoding.UTF8.GetBytes(golden.ToJsonString(Relaxed));
        _ids = Positions(payload, Digits(0));
        _conversations = Positions(payload, Digits(1));
        _frame = [0x81, 126, 0, 0, .. payload];
        BinaryPrimitives.WriteUInt16BigEndian(_frame.AsSpan(2), (ushort)payload.Length);
    }

    public int Length => _frame.Length;

    public void Write(Span<byte> target, int id)
    {
        _frame.CopyTo(target);
        Patch(target, _ids, id);
        Patch(target, _conversations, id % Conversations);
    }

    private static void Patch(Span<byte> target, int[] positions, int value)
    {
        foreach (var position in positions)
        {
            value.TryFormat(target[position..], out _, "D8", CultureInfo.InvariantCulture);
        }
    }

    private static string Digits(int which) => new((char)('4' + which), 8);

    private static int[] Positions(byte[] payload, string digits)
    {
        var wanted = Encoding.UTF8.GetBytes(digits);
        List<int> found = [];
        for (var at = payload.AsSpan().IndexOf(wanted); at >= 0;)
        {
            found.Add(at + 4);
            var next = payload.AsSpan(at + wanted.Length).IndexOf(wanted);
            at = next < 0 ? -1 : at + wanted.Length + next;
        }

        return found.Count > 0 ? [.. found] : throw new InvalidOperationException($"The golden frame has no {digits}.");
    }
}
