namespace PicoClaw.Hosting.Tests.Messaging;

public sealed record Note(int Number);
