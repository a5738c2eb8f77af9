namespace PicoClaw.Agent.Texts;

/// <summary>What the bot itself speaks.</summary>
internal enum Language
{
    English,
    Chinese,
}
