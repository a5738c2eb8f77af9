namespace Load.Spool;

/// <summary>A message that a person wrote, by its token.</summary>
internal sealed record SaidMessage(int Conversation, int Number, long At)
{
    public string Token => $"[{Conversation}.{Number}]";
}
