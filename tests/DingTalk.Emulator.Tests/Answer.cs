using System.Text.Json.Nodes;

namespace DingTalk.Emulator.Tests;

internal sealed record Answer(int Status, string Body)
{
    public JsonNode Json => JsonNode.Parse(Body)!;

    public string? Code => (string?)Json["code"];

    public int Errcode => (int)Json["errcode"]!;
}
