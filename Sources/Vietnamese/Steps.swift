#if DEBUG
    import Foundation

    /// How often the grammar looks at a token, phrase or mention: the cost of a text in a number that no other work on
    /// the machine changes. Tests compare texts by it. Release builds have no trace of it.
    public enum Steps {
        private static let key: pthread_key_t = {
            var key = pthread_key_t()
            pthread_key_create(&key, nil)
            return key
        }()

        /// The steps that a body takes on the calling thread.
        public static func count(_ body: () throws -> Void) rethrows -> Int {
            let total = UnsafeMutablePointer<Int>.allocate(capacity: 1)
            total.initialize(to: 0)
            pthread_setspecific(key, total)
            defer {
                pthread_setspecific(key, nil)
                total.deallocate()
            }
            try body()
            return total.pointee
        }

        /// Takes steps, if somebody counts them on this thread.
        public static func take(_ steps: Int = 1) { counter?.pointee += steps }

        /// Where the steps of this thread are counted; nil where nobody counts them.
        public static var counter: UnsafeMutablePointer<Int>? {
            pthread_getspecific(key)?.assumingMemoryBound(to: Int.self)
        }
    }
#else
    /// Counts nothing outside debug builds.
    public enum Steps {
        /// Nothing.
        @inlinable @inline(__always)
        public static func take(_ steps: Int = 1) {}
    }
#endif
