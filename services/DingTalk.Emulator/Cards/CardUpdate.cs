using DingTalk.Emulator.Json;

namespace DingTalk.Emulator.Cards;

// The body of PUT /v1.0/card/streaming.
internal sealed record CardUpdate(string Key, string Content, bool IsFull, bool IsFinalize, bool IsError)
{
    public static CardUpdate Read(JsonFields call)
    {
        call.Text("guid", required: true);
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
            key ?? "", call.Text("content") ?? "", call.Flag("isFull") ?? false, call.Flag("isFinalize") ?? false,
            call.Flag("isError") ?? false);
    }
}
