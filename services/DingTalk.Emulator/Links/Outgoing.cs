namespace DingTalk.Emulator.Links;

// A queued frame and the size of its WebSocket fragments.
internal readonly record struct Outgoing(byte[] Frame, int PieceBytes);
