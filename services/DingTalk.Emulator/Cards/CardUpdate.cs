using DingTalk.Emulator.Json;

namespace DingTalk.Emulator.Cards;

// The body of PUT /v1.0/card/streaming. The same guid again is the same call again.
internal sealed record CardUpdate(string Guid, string Key, string Content, bool IsFull, bool IsFinalize, bool IsError)
{
    private const int LongestGuid = 100;

    public static CardUpdate Read(JsonFields call)
    {
        var guid = call.Text("guid", required: true) ?? "";
        if (guid.Length > LongestGuid)
        {
            call.Report($"\"guid\" is longer than {LongestGuid}");
        }

        var key = call.Text("key", required: true);
        if (!call.Has("content"))
        {
            call.Report("\"content\" is missing", "content");
        }

        if (!call.Has("isFull"))
        {
            call.Report("streaming update the parameter isFull is null", "isFull");
        }

        return new CardUpdate(
            guid, key ?? "", call.Text("content") ?? "", call.Flag("isFull") ?? false, call.Flag("isFinalize") ?? false,
            call.Flag("isError") ?? false);
    }
}
