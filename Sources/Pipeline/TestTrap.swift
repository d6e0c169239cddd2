#if DEBUG
    import Glibc

    /// Ends the process at records with certain keys, so that tests can see what becomes of them. Not there in what
    /// ships: only debug builds have it.
    enum TestTrap {
        private static let keys: Set<[UInt8]> = {
            guard let text = getenv("TEST_CHISO_TRAP_KEYS") else { return [] }
            return Set(String(cString: text).split(separator: ",").map { Array($0.utf8) })
        }()

        /// As an illegal instruction does, which is how Swift ends a process that met a broken promise.
        static func spring(_ key: UnsafeRawBufferPointer?) {
            guard !keys.isEmpty, let key, keys.contains(Array(key)) else { return }
            // Without the runtime's handler, which only prints, and from which a raised signal would come back.
            signal(SIGILL, SIG_DFL)
            raise(SIGILL)
        }
    }
#endif
