namespace PicoClaw.Agent.Texts;

/// <summary>The languages that the bot itself speaks.</summary>
internal enum Language
{
    English,
    Chinese,
}
