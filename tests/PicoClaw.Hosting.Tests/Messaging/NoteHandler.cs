namespace PicoClaw.Hosting.Tests.Messaging;

internal delegate Task NoteHandler(Note note, CancellationToken cancellationToken);
